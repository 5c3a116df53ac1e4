"""The form that a documented value gives to answers, merged over all examples of a place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from docreplay.compare.formats import FIRM, format_of
from docreplay.model.declared_types import word_kind
from docreplay.model.json.value import JSON, kind, pointer
from docreplay.model.resource_catalogue import ResourceType


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Which values a place takes; each part speaks of values of its kind only (JSON Schema)."""

    kinds: frozenset[str]
    """JSON Schema type names; just `null` means that the examples say nothing of the type."""
    properties: Mapping[str, "Form"] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    items: "Form | None" = None
    format: str = ""
    """A format that every example has."""
    sure: bool = False
    """Whether the format is more than a guess from one example."""
    samples: frozenset[str] = frozenset()
    """The strings that the examples show."""
    choices: tuple[str, ...] = ()
    empty: bool = False
    """Whether an array must be empty."""
    open: bool = False
    """Whether the page leaves members out, so that others are expected."""
    closed: bool = False
    """Whether members that no page shows are refused."""
    muted: bool = False
    """Whether the page of the resource is not asked, as somebody else decides."""
    resource: ResourceType | None = None
    """The type of an object, where the page names one that is described."""
    owed: frozenset[str] = frozenset()
    """Members that no example shows, but that the resource promises here."""
    narrowed: frozenset[str] | None = None
    """The members of the resource that the request selects, where it does."""


def form_of(value: JSON, elided: frozenset[str] = frozenset(), *, truncated: bool = False) -> Form:
    """The form of a documented value.

    `elided` are pointers of places that leave members out; a truncated one does so everywhere.
    """
    return _Forming(elided, truncated).form(value, ())


class _Forming(NamedTuple):
    """What is known of members that a page leaves out."""

    elided: frozenset[str]
    everywhere: bool

    def form(self, value: JSON, path: tuple[str | int, ...]) -> Form:
        """The form of the value at a path."""
        if isinstance(value, str):
            return _of_string(value)
        if isinstance(value, dict):
            return self._of_object(value, path)
        if isinstance(value, list):
            items = [self.form(item, (*path, index)) for index, item in enumerate(value)]
            return Form(kinds=_ARRAY, items=merged(items) if items else None)
        return _OF_OTHERS[kind(value)]

    def _of_object(self, value: dict[str, JSON], path: tuple[str | int, ...]) -> Form:
        members = {key: self.form(item, (*path, key)) for key, item in value.items()}
        elided = bool(self.elided) and pointer(path) in self.elided
        return Form(
            kinds=_OBJECT,
            properties=members,
            required=frozenset(key for key in members if "@odata." not in key),
            open=self.everywhere or elided or not members,
        )


@lru_cache(maxsize=1024)
def _of_string(value: str) -> Form:
    named, form = word_kind(value), format_of(value)
    kinds = frozenset({"string", named}) if named else _STRING
    return Form(kinds=kinds, format=form, sure=form in FIRM, samples=frozenset({value}))


_ARRAY, _OBJECT, _STRING = frozenset({"array"}), frozenset({"object"}), frozenset({"string"})
_OF_OTHERS = {
    name: Form(kinds=frozenset({name})) for name in ("boolean", "integer", "null", "number")
}


def merged(forms: Sequence[Form]) -> Form:
    """The form that takes what each of the forms takes."""
    if len(forms) == 1:
        return forms[0]
    objects = [form for form in forms if "object" in form.kinds]
    names = dict.fromkeys(name for form in objects for name in form.properties)
    arrays = [form.items for form in forms if form.items]
    told = [form for form in forms if "string" in form.kinds]
    formats = {form.format for form in told}
    return Form(
        kinds=frozenset(kind for form in forms for kind in form.kinds),
        properties={
            name: merged([form.properties[name] for form in objects if name in form.properties])
            for name in names
        },
        required=frozenset.intersection(*(form.required for form in objects or [_EMPTY])),
        items=merged(arrays) if arrays else None,
        format=formats.pop() if len(formats) == 1 else "",
        sure=len(told) > 1 or any(form.sure for form in told),
        samples=frozenset().union(*(form.samples for form in told)),
        open=any(form.open for form in objects),
    )


_EMPTY = Form(kinds=frozenset())


def schema_of(form: Form) -> dict[str, JSON]:
    """The form as JSON Schema 2020-12; `x-sure` is ours and says that the format is no guess."""
    schema: dict[str, JSON] = {}
    if form.kinds - {"null"}:
        kinds = form.kinds - {"integer"} if "number" in form.kinds else form.kinds
        schema["type"] = sorted(kinds)[0] if len(kinds) == 1 else list[JSON](sorted(kinds))
    if form.properties:
        schema["properties"] = {name: schema_of(part) for name, part in form.properties.items()}
    if form.required:
        schema["required"] = list[JSON](sorted(form.required))
    if form.items:
        schema["items"] = schema_of(form.items)
    if form.empty:
        schema["maxItems"] = 0
    if form.format:
        schema["format"] = form.format
        schema["x-sure"] = form.sure
    if form.choices:
        schema["if"] = {"type": "string"}
        schema["then"] = {"enum": list[JSON](form.choices)}
    return schema

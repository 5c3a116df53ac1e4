"""Errors of a body's JSON Schema as findings that have no place yet.

Errors are read by their structure; an error below `x-type` contradicts the page of a resource,
which is named in its schema path.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from docreplay.compare.missing import Presence, missing
from docreplay.compare.pending_finding import PendingFinding
from docreplay.compare.rules.array_not_empty import RULE as NOT_EMPTY
from docreplay.compare.rules.choice_unknown import RULE as CHOICE_UNKNOWN
from docreplay.compare.rules.format_differs import RULE as FORMAT_DIFFERS
from docreplay.compare.rules.null_value import RULE as NULL_VALUE
from docreplay.compare.rules.property_undocumented import RULE as UNDOCUMENTED
from docreplay.compare.rules.resource_property_missing import RULE as PROMISE_BROKEN
from docreplay.compare.rules.resource_property_unknown import RULE as NOT_OF_RESOURCE
from docreplay.compare.rules.resource_type_differs import RULE as RESOURCE_DIFFERS
from docreplay.compare.rules.type_differs import RULE as TYPE_DIFFERS
from docreplay.compare.validator import Violation
from docreplay.model.body.string_formats import WORDS
from docreplay.model.finding import Related, Severity
from docreplay.model.json.value import JSON, Steps, kind
from docreplay.model.types.declared_types import DeclaredType, is_placeholder
from docreplay.model.types.object_types import own_type, schema_for
from docreplay.model.types.property_tables import Property
from docreplay.model.types.resource_catalogue import Catalogue
from docreplay.model.types.resource_type import ResourceType
from docreplay.model.words import a, any_of, clip, declared_words, name_of, see, shown

_NAMED = 6
"""Maximum number of missing properties that a message names."""


Counted = tuple[PendingFinding, int]
"""A deviation, and at how many places of the body it was found."""


def deviations(
    found: Iterable[Violation], catalogue: Catalogue, place: Callable[[Steps], Steps], value: JSON
) -> list[Counted]:
    """Return the errors of a body in words: the first of each kind at a documented `place`.

    `value` is the body. A contradiction of a resource's page is dropped where the value breaks the
    example as well.
    """
    declarations = _Declarations(catalogue)
    by_resource: dict[Steps, tuple[Violation, _Declared]] = {}
    by_example: list[Violation] = []
    for error in found:
        declared = declarations.of(error)
        if declared:
            by_resource.setdefault(error.path, (error, declared))
        else:
            by_example.append(error)
    wrong = {error.path for error in by_example if not error.keyword.startswith("x-")}
    present = Presence(value)
    first: dict[object, Callable[[], PendingFinding]] = {}
    count: Counter[object] = Counter()
    for path, (error, declared) in by_resource.items():
        if not any(path[: len(path) - level] in wrong for level in range(declared.depth + 1)):
            group: object = place(path)
            first.setdefault(group, partial(_contradiction, error, declared))
            count[group] += 1
    for error in by_example:
        is_missing = error.keyword == "required"
        group = (error.keyword, error.value is None, place(error.path))
        describe = partial(missing, present=present) if is_missing else _BY_KEYWORD[error.keyword]
        first.setdefault(group, partial(describe, error, error.path))
        count[group] += 1
    return [(make(), count[group]) for group, make in first.items()]


class _Declared(NamedTuple):
    """A property of a resource type, and the part of its declared type that an error is about."""

    property: Property
    resource: ResourceType
    type: DeclaredType
    depth: int
    """Number of arrays around the part."""


class _Declarations:
    """Declarations of a catalogue that errors contradict, by the schema paths of the errors."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._known: dict[Steps, _Declared | None] = {}

    def of(self, error: Violation) -> _Declared | None:
        """Return the declaration that an error contradicts, or None if it breaks the example."""
        if error.keyword.startswith("x-"):
            return None
        if error.schema_path not in self._known:
            self._known[error.schema_path] = self._find(error.schema_path)
        return self._known[error.schema_path]

    def _find(self, path: Steps) -> _Declared | None:
        found: _Declared | None = None
        steps = iter(path)
        for step in steps:
            if step == "properties":
                next(steps)
            elif step == "items" and found:
                inner = found.type.items or DeclaredType()
                found = found._replace(type=inner, depth=found.depth + 1)
            elif step == "x-type":
                resource = self._catalogue.find(str(next(steps)))
                declared = resource.property(str(next(steps))) if resource else None
                if resource and declared:
                    found = _Declared(declared, resource, declared.stated, 0)
        return found


def _type(error: Violation, path: Steps) -> PendingFinding:
    is_null = error.value is None
    actual = "null" if is_null else a(kind(error.value))
    expected = any_of(_strings(error.argument))
    return PendingFinding(
        rule=NULL_VALUE if is_null else TYPE_DIFFERS,
        path=path,
        message=f"{name_of(path)} must be {expected} (got {actual})",
        actual=shown(error.value),
        severity=Severity.ERROR if is_null and _is_null_refused(error, path) else None,
    )


def _is_null_refused(error: Violation, path: Steps) -> bool:
    """Return True if null is an error: as the whole body, or where a page rules it out."""
    return not path or error.object.origin.is_null_refused


def _format(error: Violation, path: Steps) -> PendingFinding:
    is_certain = error.object.origin.is_format_certain
    return PendingFinding(
        rule=FORMAT_DIFFERS,
        path=path,
        message=f"{name_of(path)} must be {WORDS[str(error.argument)]}, as in the example",
        actual=shown(error.value),
        severity=None if is_certain else Severity.WARNING,
    )


def _choice(error: Violation, path: Steps) -> PendingFinding:
    """Return the finding about an unknown choice; a warning where the page says there may be."""
    choices = [choice for choice in _strings(error.argument) if not is_placeholder(choice)]
    alike = {choice.lower(): choice for choice in choices}.get(str(error.value).lower())
    wrong = f"differs only in case from `{alike}`, a documented value" if alike else ""
    return PendingFinding(
        rule=CHOICE_UNKNOWN,
        path=path,
        message=f"{name_of(path)} {wrong or 'is not one of the documented values'}",
        expected=clip(", ".join(choices)),
        actual=shown(error.value),
        severity=Severity.WARNING if error.object.origin.is_choice_open and not alike else None,
    )


def _not_empty(error: Violation, path: Steps) -> PendingFinding:
    return PendingFinding(
        rule=NOT_EMPTY,
        path=path,
        message=f"{name_of(path)} must be empty, as documented",
        actual=shown(error.value),
    )


def _unrelated_type(error: Violation, path: Steps) -> PendingFinding:
    schema = error.object
    own, expected = own_type(error.members, schema.catalogue), schema.origin.resource
    if own is None or expected is None:
        raise ValueError(error)
    return PendingFinding(
        rule=RESOURCE_DIFFERS,
        path=path,
        message=f"{name_of(path)} must be a `{expected.name}` (got a `{own.name}`)",
        expected=expected.name,
        actual=own.name,
        related=(_this_is(expected),),
    )


def _promise_broken(error: Violation, path: Steps) -> PendingFinding:
    members, resource = error.members, _resource(error)
    missing = [name for name in _strings(error.argument) if name not in members]
    noun = "property" if len(missing) == 1 else "properties"
    named = [f"`{name}`" for name in missing[:_NAMED]]
    rest = len(missing) - len(named)
    names = ", ".join(named) + (f" and {rest} more" if rest else "")
    known = (resource.property(name) for name in missing[:_NAMED])
    return PendingFinding(
        rule=PROMISE_BROKEN,
        path=path,
        message=f"missing {noun} {names} in {name_of(path)} (required by `{resource.name}`)",
        expected=names,
        related=tuple(see(item, resource) for item in known if item),
    )


def _extra(error: Violation, path: Steps) -> PendingFinding:
    if path[-1] in error.object.origin.properties:
        resource = _resource(error)
        return PendingFinding(
            rule=NOT_OF_RESOURCE,
            path=path,
            message=f"{name_of(path)} is not a property of `{resource.name}`",
            related=(_this_is(resource),),
        )
    return PendingFinding(
        rule=UNDOCUMENTED,
        path=path,
        owner=True,
        message=f"undocumented property `{path[-1]}`",
        severity=Severity.ERROR if error.argument == "error" else None,
    )


def _contradiction(error: Violation, declared: _Declared) -> PendingFinding:
    path, item = error.path, error.value
    words = declared_words(declared.type)
    actual = shown(item) if isinstance(item, str) else a(kind(item))
    must = "must not be null" if item is None else f"must be {words} (got {actual})"
    return PendingFinding(
        rule=RESOURCE_DIFFERS,
        path=path,
        message=f"{name_of(path)} {must}, by the page of `{declared.resource.name}`",
        expected=words,
        actual=shown(item),
        related=(see(declared.property, declared.resource, declared.type),),
    )


def _strings(argument: JSON) -> list[str]:
    return [str(item) for item in argument] if isinstance(argument, list) else [str(argument)]


def _resource(error: Violation) -> ResourceType:
    """Return the resource type of the object that an error is about."""
    schema = error.object
    resource = schema_for(schema.origin, error.members, schema.catalogue).resource
    if resource is None:
        raise ValueError(error)
    return resource


def _this_is(resource: ResourceType) -> Related:
    return Related(location=resource.location, message=f"description of `{resource.name}`")


_BY_KEYWORD: Mapping[str, Callable[[Violation, Steps], PendingFinding]] = {
    "type": _type,
    "format": _format,
    "enum": _choice,
    "maxItems": _not_empty,
    "x-type": _unrelated_type,
    "x-promised": _promise_broken,
    "x-extra": _extra,
}

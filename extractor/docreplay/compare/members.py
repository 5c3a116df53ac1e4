"""Members of an answer against what no example says: the pages of resources, or nobody at all.

What is found here breaks no example, so it is a warning, or a note where clients can ignore it.
"""

from collections.abc import Container, Iterator
from dataclasses import replace

from docreplay.compare.form import Form
from docreplay.compare.pending_finding import Path, PendingFinding
from docreplay.compare.rules.property_undocumented import RULE as UNDOCUMENTED
from docreplay.compare.rules.resource_property_missing import RULE as MISSING
from docreplay.compare.rules.resource_property_unknown import RULE as UNKNOWN
from docreplay.compare.rules.resource_type_differs import RULE as DIFFERS
from docreplay.compare.settled import Doubts
from docreplay.compare.typed import nested_form, stated_acceptor, type_of
from docreplay.compare.types import is_expected, own_form, own_type, property_of
from docreplay.compare.words import a, name_of, shown, stated_words
from docreplay.model.declared_types import is_placeholder
from docreplay.model.finding import Related, Severity
from docreplay.model.json.value import JSON, kind
from docreplay.model.resource_catalogue import Catalogue, Property, ResourceType

_NAMED = 6
"""How many missing properties a message names."""


class Members:
    """Looks at every member of an answer; `wrong` are paths that errors already speak of.

    Of an answer that conforms to its form, `doubts` tell which members need to be looked at.
    """

    def __init__(
        self, catalogue: Catalogue, wrong: Container[Path], doubts: Doubts | None = None
    ) -> None:
        self._catalogue = catalogue
        self._wrong = wrong
        self._doubts = doubts

    def remarks(self, form: Form, value: JSON, path: Path = ()) -> Iterator[PendingFinding]:
        """Everything to say of a value whose place has that form."""
        if isinstance(value, list) and form.items:
            for index, item in enumerate(value):
                if isinstance(item, dict | list):
                    yield from self.remarks(form.items, item, (*path, index))
        elif isinstance(value, dict) and "object" in form.kinds:
            yield from self._object(form, value, path)

    def _object(self, form: Form, value: dict[str, JSON], path: Path) -> Iterator[PendingFinding]:
        own = own_type(value, self._catalogue)
        if own and form.resource and not is_expected(own, form):
            yield _another_type(own, form.resource, path)
        expected, form = form, own_form(form, value, self._catalogue)
        yield from _missing(form, value, path)
        doubts = self._doubts if form is expected else None
        for name in doubts.of(form, value) if doubts else value:
            if "@" not in name:
                yield from self._member(form, value[name], (*path, name))

    def _member(self, form: Form, item: JSON, path: Path) -> Iterator[PendingFinding]:
        name = str(path[-1])
        part, resource, stated = form.properties.get(name), form.resource, property_of(form, name)
        if part and part.muted:
            return
        if stated and resource:
            if not (stated_acceptor(stated, resource)(item) or _is_placeholder(item, part)):
                yield from self._contradiction(stated, resource, item, path)
        elif not form.open:
            yield from _unknown(resource, path) if part and resource else _undocumented(form, path)
        if isinstance(item, dict | list):
            yield from self._inside(form, item, path)

    def _inside(self, form: Form, item: JSON, path: Path) -> Iterator[PendingFinding]:
        nested = form.properties.get(str(path[-1])) or _stated_form(form, path, self._catalogue)
        if nested:
            yield from self.remarks(nested, item, path)

    def _contradiction(
        self, stated: Property, resource: ResourceType, item: JSON, path: Path
    ) -> Iterator[PendingFinding]:
        if path in self._wrong or stated_acceptor(stated, resource)(item):
            return
        if isinstance(item, str) and self._may_be_word(stated, resource):
            return
        items = stated.stated.items
        if isinstance(item, list) and items:
            inner = replace(stated, stated=items)
            for index, element in enumerate(item):
                yield from self._contradiction(inner, resource, element, (*path, index))
        else:
            yield _contradicted(stated, resource, item, path)

    def _may_be_word(self, stated: Property, resource: ResourceType) -> bool:
        """Whether a skeleton names a type of which no page describes a member.

        Skeletons write enumerations as they write objects; their values are strings (OData JSON
        Format 4.01 §7.1).
        """
        if not stated.stated.type:
            return False
        named = type_of(stated.stated, resource, self._catalogue)
        return named is None or all("@" in name for name in named.properties)


def _stated_form(form: Form, path: Path, catalogue: Catalogue) -> Form | None:
    """The form of what is inside of a value that no example shows."""
    stated = property_of(form, str(path[-1]))
    return (
        nested_form(stated.stated, form.resource, catalogue) if stated and form.resource else None
    )


def _undocumented(form: Form, path: Path) -> Iterator[PendingFinding]:
    if path[-1] not in form.properties:
        message = f"the property `{path[-1]}` is not documented"
        severity = Severity.ERROR if form.closed else None
        yield PendingFinding(
            rule=UNDOCUMENTED, path=path, owner=True, message=message, severity=severity
        )


def _unknown(resource: ResourceType, path: Path) -> Iterator[PendingFinding]:
    message = f"{name_of(path)} is no property of {resource.name}"
    see = (Related(location=resource.location, message=f"this is {resource.name}"),)
    yield PendingFinding(rule=UNKNOWN, path=path, message=message, related=see)


def _contradicted(
    stated: Property, resource: ResourceType, item: JSON, path: Path
) -> PendingFinding:
    words = stated_words(stated.stated)
    said = shown(item) if isinstance(item, str) else a(kind(item))
    but = "does not allow that" if item is None else f"says {words}"
    return PendingFinding(
        rule=DIFFERS,
        path=path,
        message=f"{name_of(path)} is {said}, the page of {resource.name} {but}",
        expected=words,
        actual=shown(item),
        related=(see(stated, resource),),
    )


def _another_type(own: ResourceType, expected: ResourceType, path: Path) -> PendingFinding:
    """An object that says itself that it is of a type that has nothing to do with this one."""
    return PendingFinding(
        rule=DIFFERS,
        path=path,
        message=f"{name_of(path)} is a {own.name}, the page says {expected.name}",
        expected=expected.name,
        actual=own.name,
        related=(Related(location=expected.location, message=f"this is {expected.name}"),),
    )


def _is_placeholder(item: JSON, part: Form | None) -> bool:
    """Whether a value is what the page shows in place of one; nobody knows its real type."""
    samples = part.samples if part else ()
    return isinstance(item, str) and item in samples and is_placeholder(item)


def _missing(form: Form, value: dict[str, JSON], path: Path) -> Iterator[PendingFinding]:
    lacking = sorted(form.owed - value.keys())
    if not lacking or form.resource is None:
        return
    named = [f"`{name}`" for name in lacking[:_NAMED]]
    rest = len(lacking) - len(named)
    names = ", ".join(named) + (f" and {rest} more" if rest else "")
    known = (form.resource.property(name) for name in lacking[:_NAMED])
    yield PendingFinding(
        rule=MISSING,
        path=path,
        message=f"{name_of(path)} lacks {names}, which {form.resource.name} has",
        expected=names,
        related=tuple(see(item, form.resource) for item in known if item),
    )


def see(stated: Property, resource: ResourceType) -> Related:
    """Where the page of a resource says what it says of a property."""
    words = stated_words(stated.stated)
    return Related(location=stated.location, message=f"{resource.name} says {words}")

"""Members of an answer that no page shows: harmless to clients, worth a note to writers."""

from collections.abc import Iterator

from extractor.compare.document import Document
from extractor.compare.form import Form
from extractor.compare.rules.property_undocumented import RULE as UNDOCUMENTED
from extractor.model.finding import Finding
from extractor.model.json import JSON, pointer
from extractor.model.source import Passage

Path = tuple[str | int, ...]


def undocumented(document: Document, body: Passage, value: JSON) -> Iterator[Finding]:
    """A note for each member that neither the example nor the resource page shows."""
    for path in _extra(document.form, value, ()):
        where = f"`{path[-1]}`"
        yield UNDOCUMENTED.at(
            document.locate(body, path[:-1]),
            f"the property {where} is not documented",
            pointer=pointer(path),
        )


def _extra(form: Form, value: JSON, path: Path) -> Iterator[Path]:
    if isinstance(value, dict) and "object" in form.kinds:
        yield from _of_object(form, value, path)
    elif isinstance(value, list) and form.items and "object" in form.items.kinds | _NESTED:
        for index, item in enumerate(value):
            yield from _extra(form.items, item, (*path, index))


_NESTED = frozenset({"array"})


def _of_object(form: Form, value: dict[str, JSON], path: Path) -> Iterator[Path]:
    if not form.open and not value.keys() <= form.properties.keys():
        for name in value:
            if name not in form.properties and not _is_expected(name, form):
                yield (*path, name)
    for name, part in form.properties.items():
        if name in value and (part.properties or part.items):
            yield from _extra(part, value[name], (*path, name))


def _is_expected(name: str, form: Form) -> bool:
    """Control information (OData JSON Format 4.01 §4.6) may come with any answer."""
    return name in form.known or "@odata." in name or name.startswith("@")

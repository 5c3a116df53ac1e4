"""The fields of operations in reStructuredText, such as `:query integer limit: …`, as tables.

Their names are those of the HTTP domain of Sphinx (sphinxcontrib-httpdomain, "Resource Fields").
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from docreplay.model.markup.markup import Cell, Heading

_FIELD = re.compile(
    r"^(?P<indent>[ \t]+):(?P<kind>[<>]?[a-z]+)[ \t]+(?:(?P<type>[^\s:][^:\n]*?)[ \t]+)?"
    r"(?P<name>[^\s:]+):(?P<text>[^\n]*(?:\n(?P=indent)[ \t]+[^\n]*|\n[ \t]*(?=\n))*)",
    re.MULTILINE,
)
"""A field with its lines, which are deeper than its first one."""
_TITLES = {
    "Parameter": "param parameter arg argument key query queryparameter queryparam qparam form"
    " formparameter formparam fparam",
    "Request header": "<header reqheader requestheader",
    "Response header": ">header resheader responseheader",
    "Request property": "<json <jsonarr reqjson reqjsonobj reqjsonarr json jsonparam",
    "Response property": ">json >jsonarr resjson resjsonobj resjsonarr",
    "Status": "code status statuscode",
}
"""The title of the column of names, and the fields of which the names are."""
_TITLE_OF = {kind: title for title, kinds in _TITLES.items() for kind in kinds.split()}
_COLUMNS = ("Type", "Description")


class FieldTable(NamedTuple):
    """The fields of one kind of an operation."""

    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int


def field_tables(text: str, headings: Sequence[Heading]) -> Iterator[FieldTable]:
    """Yield the fields below each title of a text, in a table for each kind."""
    starts = [*(heading.end for heading in headings), len(text)]
    for start, end in pairwise(starts):
        groups: dict[str, list[re.Match[str]]] = {}
        for field in _FIELD.finditer(text, start, end):
            if title := _TITLE_OF.get(field["kind"]):
                groups.setdefault(title, []).append(field)
        for title, fields in groups.items():
            yield _table(title, fields)


def _table(title: str, fields: Sequence[re.Match[str]]) -> FieldTable:
    start = fields[0].start("kind") - 1
    header = tuple(Cell(word, start, start) for word in (title, *_COLUMNS))
    return FieldTable((header, *map(_row, fields)), start, fields[-1].end())


def _row(field: re.Match[str]) -> tuple[Cell, ...]:
    at = field.start("name")
    kind = Cell(field["type"] or "", *(field.span("type") if field["type"] else (at, at)))
    words = " ".join(field["text"].split()).replace("``", "`")
    return Cell(field["name"], *field.span("name")), kind, Cell(words, *field.span("text"))

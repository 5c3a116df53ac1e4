"""A name in a table is not the one that the page's own JSON has.

## What it means
Most names in the first column of the table are members of the JSON on the same page. This one
is not, and is written with letters that names do not have, or with other capitals than in the JSON.
No source has to be at hand for that.

## Why it matters
Readers copy the name into a request, and the service does not know it.

## Example
    | 高度 | Int32 | 照片的高度。 |

where the JSON of the page has `height`.

## Fix
Write the name as the JSON does; `docreplay drift --fix=unsafe` does where only the capitals differ.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Check, Deviation
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup import Markup, Span, Table

RULE = Rule(code="DRI327", name="json-name-changed")

_KEY = re.compile(r'"([@A-Za-z_$][\w@.$-]*)"\s*:')
_MARKS = re.compile(r"^(?:\*\*|`|\[)+|(?:\*\*|`)+$|\]\([^)]*\)$")
_NAME = re.compile(r"[^\s|]{1,60}")
_LEAST = 2
"""How many names a table must share with the JSON before the others are doubted."""


def find(pair: PagePair) -> Iterator[Deviation]:
    """Cells of first columns; where there is a source, that is what they are held to."""
    if pair.origin != "none":
        return
    names = _names(pair.target)
    if len(names) >= _LEAST:
        for table in pair.target.tables:
            yield from _of_table(table, names)


def _names(outline: Markup) -> dict[str, Span]:
    """The members of all JSON on the page, by their lower case, each with a place of it."""
    names = {}
    for fence in outline.fences:
        for match in _KEY.finditer(fence.body.text):
            start = fence.body.start + match.start(1) if fence.is_exact else fence.start
            names[match[1].lower()] = Span(match[1], start, start + len(match[1]))
    return names


def _of_table(table: Table, names: dict[str, Span]) -> Iterator[Deviation]:
    written = {name.text for name in names.values()}
    cells = [row[0] for row in table.rows[1:] if row and row[0].text]
    known = [cell for cell in cells if _bare(cell) in written]
    if len(known) < _LEAST or len(known) * 2 < len(cells):
        return
    for cell in cells:
        name = _bare(cell)
        meant = names.get(name.lower())
        if not _NAME.fullmatch(name):
            continue
        if meant and name != meant.text:
            yield _other_capitals(_place(cell), meant)
        elif not meant and not name.isascii():
            message = f"`{name}` is no name of the JSON on this page"
            json = next(iter(names.values())).start
            yield Deviation(message, _place(cell), json, "a name of the JSON", name)


def _other_capitals(place: Span, meant: Span) -> Deviation:
    """They may be a slip of the source: that is a warning, and to be read first."""
    name, message = meant.text, f"the JSON of this page writes `{meant.text}`"
    origin, severity = meant.start, Severity.WARNING
    return Deviation(message, place, origin, name, place.text, name, "unsafe", severity)


def _place(cell: Span) -> Span:
    name = _bare(cell)
    start = cell.start + cell.text.index(name)
    return Span(name, start, start + len(name))


def _bare(cell: Span) -> str:
    return _MARKS.sub("", _MARKS.sub("", cell.text.strip()))


CHECK = Check(RULE, find)

"""A name in a table differs from the JSON on the same page.

## What it means
Most names in the first column of the table are members of the JSON on the page. This one is not: it
contains letters that names do not have, or its capitals differ from the JSON. The check needs no
source.

## Why it matters
Readers copy the name into a request, and the service does not know it.

## What it leaves alone
Pages with a source, tables that share fewer than two names with the JSON, and ASCII names that the
JSON does not have.

    | nextLink | Die nächste Seite. |

where the JSON of the page has no such member.

## Example
    | 高度 | Int32 | 照片的高度。 |

where the JSON of the page has `height`.

## Fix
Spell the name as in the JSON; `docreplay drift --fix=unsafe` does if only the capitals differ.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup.markup import Markup, Span, Table

RULE = Rule(code="DRI327", name="json-name-changed")

_KEY = re.compile(r'"([@A-Za-z_$][\w@.$-]*)"\s*:')
_MARKS = re.compile(r"^(?:\*\*|`|\[)++|(?:\*\*|`){1,20}$|\]\((?:[^)\]]|\](?!\())*+\)$")
_NAME = re.compile(r"[^\s|]{1,60}")
_MIN_SHARED = 2
"""Minimum number of names that a table shares with the JSON before the others are checked."""


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield names in first columns that differ from the JSON, if the page has no source."""
    if pair.basis != "none":
        return
    names = _names(pair.target)
    if len(names) >= _MIN_SHARED:
        for table in pair.target.tables:
            yield from _of_table(table, names)


def _names(outline: Markup) -> dict[str, Span]:
    """Return the members of all JSON on the page with a place of each, by lower-case name."""
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
    if len(known) < _MIN_SHARED or len(known) * 2 < len(cells):
        return
    for cell in cells:
        name = _bare(cell)
        meant = names.get(name.lower())
        if not _NAME.fullmatch(name):
            continue
        if meant and name != meant.text:
            yield _different_capitals(_place(cell), meant)
        elif not meant and not name.isascii():
            message = f"name `{name}` is not in the JSON of this page"
            json = next(iter(names.values())).start
            yield Deviation(message, _place(cell), json, "a name of the JSON", name)


def _different_capitals(place: Span, meant: Span) -> Deviation:
    """Return a warning with an unsafe fix, because the source may have the same mistake."""
    name, message = meant.text, f"name is spelled `{meant.text}` in the JSON of this page"
    origin, severity = meant.start, Severity.WARNING
    return Deviation(message, place, origin, name, place.text, name, "unsafe", severity)


def _place(cell: Span) -> Span:
    name = _bare(cell)
    start = cell.start + cell.text.index(name)
    return Span(name, start, start + len(name))


def _bare(cell: Span) -> str:
    return _MARKS.sub("", _MARKS.sub("", cell.text.strip()))


CHECK = DriftCheck(RULE, find)

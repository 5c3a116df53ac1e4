"""Members that a page documents as a list, such as `per_page` (integer, required): The number.

They become a table with the columns that such an item has, so that all that is read of tables is
read of lists. A list with other items is not one of members.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from docreplay.model.markup.markup import Cell, Table
from docreplay.read.markup.markup_reader import MarkupReader

_ITEM = re.compile(
    r"^ {0,3}[-*+][ \t]+(?P<mark>`|\*\*`?|__`?)(?P<name>[\w.$@\[\]-]+)(?:`?\*\*|`?__|`)"
    r"(?:[ \t]*\([*_]{0,2}(?P<note>(?:[^()\n]|\([^()\n]*\)){1,120}?)[*_]{0,2}\))?[ \t]*"
    r"(?:[*_]*[:–—-]+[*_]*[ \t]+|[ \t]*$)(?P<text>[^\n]*(?:\n(?![ \t]*(?:[-*+#>|]|```|$))[^\n]+)*)",
    re.MULTILINE,
)
"""An item at the level of the text: a marked name, notes in parentheses, and a description."""
_ANY = re.compile(r"^ {0,3}[-*+][ \t]+", re.MULTILINE)
_FLAG = re.compile(r"(?:is )?(?P<yes>required|mandatory)|optional|not required", re.IGNORECASE)
_TITLES = ("Name", "Type", "Required", "Description")


def listed_members(markup: MarkupReader) -> Iterator[Table]:
    """Yield the lists of a page whose items document members, as tables."""
    found = (
        (markup.heading_above(match.start()), _ITEM.match(markup.plain, match.start()))
        for match in _ANY.finditer(markup.plain, markup.body_start)
    )
    for _, group in groupby(found, key=lambda item: item[0]):
        items = [match for _, match in group]
        known = [match for match in items if match]
        names = {match["name"].lower() for match in known}
        if len(names) == len(items):
            yield _table(markup, known)


def _table(markup: MarkupReader, items: list[re.Match[str]]) -> Table:
    start, end = items[0].start(), items[-1].end()
    header = tuple(Cell(title, start, start) for title in _TITLES)
    return Table(
        rows=(header, *map(_row, items)),
        start=start,
        end=end,
        heading=markup.heading_above(start),
        places=markup.places,
    )


def _row(item: re.Match[str]) -> tuple[Cell, ...]:
    notes = [note.strip() for note in (item["note"] or "").split(",")]
    kinds = [note for note in notes if note and not _FLAG.fullmatch(note)]
    is_required = any((flag := _FLAG.fullmatch(note)) and flag["yes"] for note in notes)
    at = item.start("note") if item["note"] else item.end("name")
    rest = ", ".join(kinds[1:])  # such as a default
    text = f"{rest}. {item['text']}" if rest else item["text"]
    return (
        Cell(f"`{item['name']}`", item.start("name"), item.end("name")),
        Cell(kinds[0] if kinds else "", at, at + len(kinds[0] if kinds else "")),
        Cell("yes" if is_required else "no", at, at),
        Cell(" ".join(text.split()), item.start("text"), item.end("text")),
    )

"""Members that a page documents as a list, such as `per_page` (integer, required): The number.

They become a table with the columns that such an item has, so that all that is read of tables is
read of lists. A list with other items is not one of members.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from docreplay.model.markup.markup import Cell, Table
from docreplay.read.markup.markup_reader import MarkupReader

_ITEM = re.compile(
    r"^ {0,3}[-*+][ \t]+(?P<mark>`|\*\*`?|__`?)(?P<name>[\w.$@\[\]-]+)(?:`?\*\*|`?__|`)"
    r"(?:[ \t]+[`*_]{1,2}(?P<kind>\w[\w.<>\[\] ]{0,40})[`*_]{1,2}(?=[ \t]*[:–—-]))?"
    r"(?:[ \t]*\([*_]{0,2}(?P<note>(?:[^()\n]|\([^()\n]*\)){1,120}?)[*_]{0,2}\))?"
    r"(?:,[ \t](?P<flag>required|optional)(?=[ \t]*[:\n–—-]|\Z))?[ \t]*"
    r"(?:[*_]*[:–—-]+[*_]*[ \t]+|[ \t]*$)(?P<text>[^\n]*(?:\n(?![ \t]*(?:[-*+#>|]|```|$))[^\n]+)*)",
    re.MULTILINE,
)
"""An item at the level of the text: a marked name, notes in parentheses, and a description."""
_ANY = re.compile(r"^(?P<indent> {0,3})[-*+][ \t]+", re.MULTILINE)
_FURTHER = re.compile(r"(?:\n(?:[ \t]*(?=\n|\Z)|(?: {2}|\t)(?![ \t]*[#>|])[^\n]*))*")
"""What belongs to an item besides its first paragraph: more of them, and lists of its values."""
_BULLET = re.compile(r"\n[ \t]*[-*+][ \t]+")
_FLAG = re.compile(r"(?:is )?(?P<yes>required|mandatory)|optional|not required", re.IGNORECASE)
_PLACE = re.compile(r"in[ _](?:path|query|header|body|cookie)", re.IGNORECASE)
"""Where a parameter is sent; its type follows the colon: `name (in path): string, required`."""
_TYPED = re.compile(r"(?P<notes>[\w\[\]<>. -]{1,60}(?:, (?:required|optional))?)(?:\n|\Z)")
_TITLES = ("Name", "Type", "Required", "Description")


class _Item(NamedTuple):
    """An item of a list, and what follows its first paragraph."""

    head: re.Match[str]
    rest: str


def listed_members(markup: MarkupReader) -> Iterator[Table]:
    """Yield the lists of a page whose items document members, as tables."""
    found = _ANY.finditer(markup.plain, markup.body_start)
    for _, group in groupby(found, key=lambda match: markup.heading_above(match.start())):
        heads = list(_heads(markup.plain, group))
        known = [head for head in heads if head]
        names = {head["name"].lower() for head in known}
        if known and len(names) == len(heads):
            yield _table(markup, known)


def _heads(text: str, items: Iterator[re.Match[str]]) -> Iterator[re.Match[str] | None]:
    """Yield the first paragraph of each item; a nested one is a member if its type is noted."""
    above: re.Match[str] | None = None
    depth = 0
    for item in items:
        head = _ITEM.match(text, item.start())
        if above is not None and len(item["indent"]) >= depth + 2:
            if _is_below(text, above, item) and not (head and head["note"]):
                continue
        else:
            depth = len(item["indent"])
        above = head
        yield head


def _is_below(text: str, above: re.Match[str], item: re.Match[str]) -> bool:
    further = _FURTHER.match(text, above.end())
    return further is not None and further.end() >= item.start() - 1


def _table(markup: MarkupReader, heads: list[re.Match[str]]) -> Table:
    start = heads[0].start()
    ends = [head.start() for head in heads[1:]]
    last = _FURTHER.match(markup.plain, heads[-1].end())
    ends.append(last.end() if last else heads[-1].end())
    items = []
    for head, limit in zip(heads, ends, strict=True):
        further = _FURTHER.match(markup.plain, head.end(), limit)
        items.append(_Item(head, further[0] if further else ""))
    header = tuple(Cell(title, start, start) for title in _TITLES)
    return Table(
        rows=(header, *map(_row, items)),
        start=start,
        end=ends[-1],
        heading=markup.heading_above(start),
        places=markup.places,
    )


def _row(item: _Item) -> tuple[Cell, ...]:
    head, text = item.head, item.head["text"]
    note = head["note"] or head["kind"] or ""
    if _PLACE.fullmatch(note) and (typed := _TYPED.match(text)):
        note, text = typed["notes"], text[typed.end() :]
    notes = [part.strip() for part in (*note.split(","), head["flag"] or "")]
    kinds = [part for part in notes if part and not _FLAG.fullmatch(part)]
    flags = [flag for part in notes if (flag := _FLAG.fullmatch(part))]
    required = ("yes" if any(flag["yes"] for flag in flags) else "no") if flags else "-"
    at = next((head.start(name) for name in ("note", "kind") if head[name]), head.end("name"))
    rest = ", ".join(kinds[1:])  # such as a default
    text = _BULLET.sub(" <br>- ", f"{text}{item.rest}")
    text = f"{rest}. {text}" if rest else text
    return (
        Cell(f"`{head['name']}`", head.start("name"), head.end("name")),
        Cell(kinds[0] if kinds else "", at, at + len(kinds[0] if kinds else "")),
        Cell(required, at, at),
        Cell(" ".join(text.split()), head.start("text"), head.end("text")),
    )

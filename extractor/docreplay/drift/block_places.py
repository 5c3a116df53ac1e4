"""Whether the code blocks of a new version of a page are where they were in the old one.

A translation has the prose of the old version, in its order. So a changed block belongs into it
only if the new version has the block below the same heading and after the same text: code below
the heading of another example is worse than old code.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from docreplay.drift.normalize import code
from docreplay.model.markup.markup import Fence, Markup

_ALIKE = 0.5
"""Share of the words that two versions of a block have in common, if a new heading is above it."""
_WORD = re.compile(r"\w+")

_Path = tuple[str, ...]


class BlockPlace(NamedTuple):
    """Where a code block is, and what it says."""

    path: _Path
    """The headings above it, from the title of the page on."""
    lead: str
    """The paragraph above it, if no other block and no heading is between."""
    tables: int
    """The number of tables above it."""
    text: str


def are_blocks_in_place(old: Markup, new: Markup) -> bool:
    """Return True if each block is below the same heading, and after the same text and tables.

    Both versions have the same number of code blocks.
    """
    before, after = (_places(side, _paths(side)) for side in (old, new))
    return all(
        (one.path, one.lead, one.tables) == (other.path, other.lead, other.tables)
        for one, other in zip(before, after, strict=True)
    )


def has_moved_code(old: Markup, new: Markup) -> bool:
    """Return True if a block that differs is at another place than its number was in `old`.

    Both versions have the same number of code blocks. Headings that are reworded, added above a
    section, or put on another level move nothing; a heading that is new, above other text and
    other code, is a different place.
    """
    old_paths, new_paths = _paths(old), _paths(new)
    before, after = (tuple(_places(*side)) for side in ((old, old_paths), (new, new_paths)))
    known, current = {path for _, path in old_paths}, {path for _, path in new_paths}
    pairs = list(zip(before, after, strict=True))
    gone = {one.lead for one, other in pairs if one.lead != other.lead} - {""}
    for one, other in pairs:
        if one.text == other.text:
            continue
        if one.path == other.path:
            if one.lead != other.lead and other.lead in gone:
                return True
        elif one.path in current or other.path in known or not _is_reworded(one, other):
            return True
    return False


def heading_paths(page: Markup) -> frozenset[tuple[str, ...]]:
    """Return the titles above each section of a page, with its own."""
    return frozenset(path for _, path in _paths(page))


def places(page: Markup) -> tuple[BlockPlace, ...]:
    """Return the places of the code blocks of a page, each with the last paragraph above it."""
    paths = _paths(page)
    starts = [start for start, _ in paths]
    ends = [paragraph.end for paragraph in page.paragraphs]
    found = []
    for fence, place in zip(page.fences, _places(page, paths), strict=True):
        start = fence.annotation.start if fence.annotation else fence.start
        number = bisect_right(ends, start) - 1
        heading = starts[bisect_right(starts, start) - 1]
        is_below = number >= 0 and page.paragraphs[number].start >= heading
        lead = _folded(page.paragraphs[number].text) if is_below else ""
        found.append(place._replace(lead=lead))
    return tuple(found)


def _is_reworded(one: BlockPlace, other: BlockPlace) -> bool:
    """Return True if headings that neither version shares are of the same section."""
    if one.path[-1:] == other.path[-1:] or (one.lead and one.lead == other.lead):
        return True
    first, second = (Counter(_WORD.findall(place.text)) for place in (one, other))
    common = (first & second).total()
    return 2 * common >= _ALIKE * (first.total() + second.total())


def _paths(page: Markup) -> list[tuple[int, _Path]]:
    """Return the start of each heading, and the titles from the first level to its own."""
    found: list[tuple[int, _Path]] = [(-1, ())]
    open_: list[tuple[int, str]] = []
    for heading in page.headings:
        while open_ and open_[-1][0] >= heading.level:
            open_.pop()
        open_.append((heading.level, _folded(heading.title.text)))
        found.append((heading.start, tuple(title for _, title in open_)))
    return found


def _places(page: Markup, paths: list[tuple[int, _Path]]) -> Iterator[BlockPlace]:
    starts = [start for start, _ in paths]
    ends = [paragraph.end for paragraph in page.paragraphs]
    tables = sorted(table.start for table in page.tables)
    behind = 0
    for fence in page.fences:
        start = fence.annotation.start if fence.annotation else fence.start
        at = bisect_right(starts, start) - 1
        number = bisect_right(ends, start) - 1
        lead = ""
        if number >= 0 and page.paragraphs[number].start >= max(behind, starts[at]):
            lead = _folded(page.paragraphs[number].text)
        yield BlockPlace(paths[at][1], lead, bisect_right(tables, start), _text(fence))
        behind = fence.end


def _text(fence: Fence) -> str:
    annotation = _folded(fence.annotation.text) if fence.annotation else ""
    return f"{annotation}\n{fence.info}\n{code(fence.body.text)}"


def _folded(text: str) -> str:
    return " ".join(text.split())

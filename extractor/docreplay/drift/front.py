"""Pair the title and description in the front matter of a page with those of its source."""

from collections.abc import Iterator
from typing import Literal

from docreplay.drift.align import PagePair, Unit
from docreplay.model.markup.markup import FrontMatterEntry, Span

_KINDS: dict[str, Literal["title", "text"]] = {"title": "title", "description": "text"}


def front_units(pair: PagePair) -> Iterator[Unit]:
    """Yield the title and the description with their translations, if both sides have them.

    The source text within a bilingual page has no front matter: what the page has is its own.
    """
    if pair.basis in ("spans", "none"):
        return
    source, target = (
        {entry.key: _content(entry) for entry in page.front_matter if entry.key in _KINDS}
        for page in (pair.source, pair.target)
    )
    for key, kind in _KINDS.items():
        if key in source and key in target:
            yield Unit(source[key], target[key], kind)


def _content(entry: FrontMatterEntry) -> Span:
    """Return the text of an entry without its quotes; as it is written if it has escapes."""
    at = entry.value.text.find(entry.content)
    if at < 0:
        return entry.value
    start = entry.value.start + at
    return Span(entry.content, start, start + len(entry.content))

"""Find ATX headings (CommonMark §4.2) and their anchors."""

import re
from collections.abc import Iterator

from docreplay.model.markup.markup import Heading, Span

_HEADING = re.compile(r"\n {0,3}(#{1,6})[ \t]([^\n]*)")
"""A line end and the heading below it: it is searched for faster than the start of a line."""
_FIRST = re.compile(r" {0,3}(#{1,6})[ \t]([^\n]*)")
_ANCHOR = re.compile(r"""<a\s+(?:name|id)=["']?([^"'>\s]*)["']?\s*>\s*(?:</a>)?""", re.IGNORECASE)


def headings(plain: str) -> Iterator[Heading]:
    """Yield the headings of a text in which fences and comments are blanked out.

    Up to three blanks may precede the number signs. Headings in lists and quotes, and underlined
    (setext) headings, are ignored.
    """
    if "#" in plain:
        first = _FIRST.match(plain)
        if first:
            yield _heading(first)
        yield from map(_heading, _HEADING.finditer(plain))


def _heading(match: re.Match[str]) -> Heading:
    start, end = _stripped(match[2], match.start(2))
    title, (first, last) = _span(match, start, end), match.span(1)
    anchor = _ANCHOR.search(title.text) if "<" in title.text else None
    if not anchor:
        return Heading(last - first, title, "", None, first, max(end, last))
    tag = Span(anchor[0], start + anchor.start(), start + anchor.end())
    if not title.text[: anchor.start()].strip():
        title = _span(match, tag.end, end)
    elif not title.text[anchor.end() :].strip():
        title = _span(match, start, start + len(title.text[: anchor.start()].rstrip()))
    return Heading(last - first, title, anchor[1], tag, first, max(end, last))


def _span(match: re.Match[str], start: int, end: int) -> Span:
    first = match.start(2)
    return Span(match[2][start - first : end - first], start, end)


def _stripped(text: str, at: int) -> tuple[int, int]:
    """Return where the content starts and ends, without blanks and a closing run of `#`."""
    bare = text.rstrip(" \t")
    if bare[-1:] == "#":
        cut = bare.rstrip("#")
        if not cut or cut[-1] in " \t":
            bare = cut.rstrip(" \t")
    start = len(bare) - len(bare.lstrip(" \t"))
    return at + start, at + max(start, len(bare))

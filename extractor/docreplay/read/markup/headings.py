"""Find ATX and setext headings (CommonMark §4.2 and §4.3) and their anchors."""

import re
from collections.abc import Iterable, Iterator

from docreplay.model.markup.markup import Heading, Span
from docreplay.read.markup.tokens import Extent

_HEADING = re.compile(r"(#{1,6})[ \t]([^\n]*)")
_UNDERLINE = re.compile(r"\n {0,3}(?:=+|-{2,})[ \t]*(?=\n|\Z)")
_MAY_BE_UNDERLINED = re.compile(r"\n {0,3}(?:=|--)")
_UNDERLINED = re.compile(r"([^\n]*)\n {0,3}([=-]+)")
_NO_TITLE = re.compile(r"[#>|+*=`~<:-]|\d{1,9}[.)](?:[ \t]|\Z)|\[")
"""Start of a line that is something else than the text of an underlined heading."""
_MOST_BLANKS = 3
_ANCHOR = re.compile(r"""<a\s+(?:name|id)=["']?([^"'>\s]*)["']?\s*>\s*(?:</a>)?""", re.IGNORECASE)


def heading_starts(text: str, parts: Iterable[Extent]) -> list[int]:
    """Return where the headings in parts of a text start: at their first `#`.

    Up to three blanks may precede the number signs. Headings in lists and quotes are ignored, and
    underlined ones of several lines: below a paragraph, a line of hyphens is hardly ever meant so.
    Number signs are searched for faster than starts of lines.
    """
    among = list(parts)
    found: list[int] = []
    for start, end in among:
        at = text.find("#", start, end)
        while at >= 0:
            match = _HEADING.match(text, at) if _begins_line(text, at) else None
            if match:
                found.append(at)
            at = text.find("#", match.end() if match else at + 1, end)
    if among and _MAY_BE_UNDERLINED.search(text, among[0][0]):
        for start, end in among:
            found.extend(_underlined(text, start, end))
        found.sort()
    return found


def _underlined(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where single lines start that are underlined, and have a blank line above."""
    for match in _UNDERLINE.finditer(text, start, end):
        line = text.rfind("\n", start, match.start()) + 1 or start
        title = text[line : match.start()].lstrip(" ")
        first = match.start() - len(title)
        above = text[text.rfind("\n", start, max(line - 1, start)) + 1 or start : line]
        if above.strip() or first - line > _MOST_BLANKS or _NO_TITLE.match(title):
            continue
        if title.strip():
            yield first


def _begins_line(text: str, at: int) -> bool:
    before = text[at - 1] if at else "\n"
    if before == " ":
        before = text[max(at - _MOST_BLANKS - 1, 0) : at].rstrip(" ")[-1:]
        return before == "\n" or (not before and at <= _MOST_BLANKS)
    return before == "\n"


def heading_at(text: str, start: int) -> Heading:
    """Return the heading that starts at an offset of `heading_starts`."""
    match = _HEADING.match(text, start)
    if not match:
        return _underlined_heading(text, start)
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


def _underlined_heading(text: str, start: int) -> Heading:
    match = _UNDERLINED.match(text, start)
    assert match  # noqa: S101  # that is how it was found
    words = match[1].rstrip(" \t")
    title = Span(words, start, start + len(words))
    return Heading(1 if match[2][0] == "=" else 2, title, "", None, start, match.end())


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

"""Headings (CommonMark §4.2), and the anchors that docs give them."""

import re

from docreplay.model.block import Heading
from docreplay.read.spans import Unwrapped

_HEADING = re.compile(r"(#{1,6})[ \t]+([^\n]*)")
_CLOSING = re.compile(r"(?:^|[ \t])#+\Z")
_ANCHOR = re.compile(r"""<a\s+(?:name|id)=["']?([^"'>\s]*)["']?\s*>\s*(?:</a>)?""", re.IGNORECASE)


def last_heading(source: Unwrapped, start: int, end: int) -> Heading | None:
    """The last heading at the left margin between two offsets, between which no fence stands."""
    text = source.text
    while (at := text.rfind("\n#", max(start - 1, 0), end)) >= 0:
        if heading := _heading(source, at + 1):
            return heading
        end = at
    return None if start else _heading(source, 0)


def _heading(source: Unwrapped, offset: int) -> Heading | None:
    match = _HEADING.match(source.text, offset)
    if not match:
        return None
    text = match[2].strip()
    if text.endswith("#"):
        text = _CLOSING.sub("", text).rstrip()
    anchor = _ANCHOR.search(text) if "<" in text else None
    if anchor:
        rest = text[anchor.end() :]
        text = (text[: anchor.start()] + (_ANCHOR.sub("", rest) if "<" in rest else rest)).strip()
    return Heading(len(match[1]), text, anchor[1] if anchor else "", source.line(offset))

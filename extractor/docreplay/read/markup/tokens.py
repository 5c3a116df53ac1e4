"""Define the tokens that reading looks for in Markdown: fences and comments.

`scanner` hops from marker to marker, and gives up on pages that are not simple; `markdown` is
CommonMark by markdown-it-py, slower, and correct by definition.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from sys import maxsize
from typing import Literal, NamedTuple

TokenKind = Literal["fence", "comment"]


class Token(NamedTuple):
    """A fence or an HTML comment; offsets are into the text that was read."""

    kind: TokenKind
    start: int
    """Offset of the backticks, the tildes or `<!--`."""
    end: int
    """Offset after the line of the closing fence, or after `-->`."""
    text: str
    """Content of the fence according to CommonMark, or of the comment."""
    info: str = ""
    content: int = 0
    """Offset of the content of a fence: of the first line after the opening one."""
    indents: tuple[int, ...] = ()
    """Number of characters of each line that belong to containers; empty if none do."""
    closed: bool = True
    inline: bool = False
    """True for a comment in a paragraph, cell or heading."""


Extent = tuple[int, int]
"""Start and end offset of a part of a text."""


def extents(tokens: Iterable[Token]) -> list[Extent]:
    """Return the extents of the tokens."""
    return [(token.start, token.end) for token in tokens]


def between(tokens: Sequence[Token], start: int, end: int) -> Iterator[Extent]:
    """Return the extents around the tokens: from `start` to the first, and so on to `end`."""
    starts = (token.start for token in tokens)
    ends = (token.end for token in tokens)
    return zip(chain((start,), ends), chain(starts, (end,)), strict=True)


def is_in(parts: Sequence[Extent], offset: int) -> bool:
    """Return True if an offset is in one of the parts, which must be sorted."""
    index = bisect_right(parts, (offset, maxsize)) - 1
    return index >= 0 and offset < parts[index][1]


def blanked(text: str, parts: Iterable[Extent]) -> str:
    """Return the text with the parts replaced by blanks; offsets and lines stay the same.

    A part that starts within the one before it is left as it is.
    """
    kept, at = [], 0
    for start, end in parts:
        if start >= at:
            kept += [text[at:start], _blank(text[start:end])]
            at = end
    return "".join([*kept, text[at:]])


def masked(text: str, start: int, tokens: Iterable[Token]) -> str:
    """Return the text with blanks instead of tokens and of front matter, which ends at `start`."""
    return blanked(text, [(0, start), *extents(tokens)])


def _blank(text: str) -> str:
    return "\n".join(map(" ".__mul__, map(len, text.split("\n"))))

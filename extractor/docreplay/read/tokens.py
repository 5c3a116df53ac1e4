"""The two things reading looks for in Markdown, and which of the two readers finds them.

`scanner` hops from marker to marker and gives up on anything that it cannot be sure of;
`markdown` is CommonMark by markdown-it-py, slower, and right by definition.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from sys import maxsize
from typing import Literal, NamedTuple

TokenKind = Literal["fence", "comment"]


class Token(NamedTuple):
    """A fence or an HTML comment; offsets are into the text that was read."""

    kind: TokenKind
    start: int
    """Where the backticks, the tildes or `<!--` stand."""
    end: int
    """Behind the line of the closing fence, or behind `-->`."""
    text: str
    """The fence's content as CommonMark gives it, or what the comment holds."""
    info: str = ""
    content: int = 0
    """Where the content starts: of a fence, the first line after the opening one."""
    indents: tuple[int, ...] = ()
    """How much of each line of the text belongs to containers and indentation; none if nothing."""
    closed: bool = True
    inline: bool = False
    """Whether a comment stands inside of a paragraph, cell or heading."""


Extent = tuple[int, int]
"""The offsets of a part of a text: where it starts, and behind its end."""


def extents(tokens: Iterable[Token]) -> list[Extent]:
    """Where the tokens stand."""
    return [(token.start, token.end) for token in tokens]


def is_in(parts: Sequence[Extent], offset: int) -> bool:
    """Whether an offset lies in one of the parts, which come in their order."""
    index = bisect_right(parts, (offset, maxsize)) - 1
    return index >= 0 and offset < parts[index][1]


def blanked(text: str, parts: Iterable[Extent]) -> str:
    """The text with blanks in the place of the parts, so that offsets and lines stay."""
    kept, at = [], 0
    for start, end in parts:
        kept += [text[at:start], _blank(text[start:end])]
        at = max(at, end)
    return "".join([*kept, text[at:]])


def masked(text: str, start: int, tokens: Iterable[Token]) -> str:
    """The text with front matter, which ends at `start`, fences and comments blanked out."""
    return blanked(text, [(0, start), *extents(tokens)])


def _blank(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))

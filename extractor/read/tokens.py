"""The three things reading looks for in Markdown, and which of the two readers finds them.

`scanner` hops from marker to marker and gives up on anything that it cannot be sure of;
`markdown` is CommonMark by markdown-it-py, slower, and right by definition.
"""

from dataclasses import dataclass
from typing import Literal

TokenKind = Literal["fence", "comment", "heading"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A fence, an HTML comment or an ATX heading; offsets are into the text that was read."""

    kind: TokenKind
    start: int
    """Where the marker (the backticks, `<!--`, the first `#`) stands."""
    end: int
    """Behind the line of the closing fence or of the heading, or behind `-->`."""
    text: str
    """The fence's content as CommonMark gives it, what the comment holds, the heading's text."""
    info: str = ""
    level: int = 0
    content: int = 0
    """Where the content starts: of a fence, the first line after the opening one."""
    indents: tuple[int, ...] = ()
    """How much of each content line belongs to containers and indentation; none if nothing."""
    closed: bool = True
    inline: bool = False
    """Whether a comment stands inside of a paragraph, cell or heading."""


def heading_text(line: str) -> str:
    """The text of an ATX heading line without its closing sequence (CommonMark §4.2)."""
    text = line.lstrip(" ").lstrip("#").strip(" \t")
    bare = text.rstrip("#")
    return bare.rstrip(" \t") if bare != text and (not bare or bare[-1] in " \t") else text

"""The two things reading looks for in Markdown, and which of the two readers finds them.

`scanner` hops from marker to marker and gives up on anything that it cannot be sure of;
`markdown` is CommonMark by markdown-it-py, slower, and right by definition.
"""

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

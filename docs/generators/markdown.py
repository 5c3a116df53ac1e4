"""What several generators write: tables, and text that Markdown must not interpret."""

import re
from collections.abc import Iterable, Sequence

_SPECIAL = re.compile(r"([\\*_<>\[\]|])")
_CODE = re.compile(r"(`+[^`]+`+)")


def plain(text: str) -> str:
    """Return the text on one line, with everything but its code spans escaped."""
    parts = _CODE.split(" ".join(text.split()))
    return "".join(
        part if index % 2 else _SPECIAL.sub(r"\\\1", part) for index, part in enumerate(parts)
    )


def code(text: str) -> str:
    """Return the text as a code span; in a table cell, it protects its pipes."""
    return f"`{text}`"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; cells must be Markdown without line breaks."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def fence(text: str, language: str = "text") -> str:
    """Return a code block; the text must not contain a line of back-ticks."""
    return f"```{language}\n{text.rstrip()}\n```\n"

"""Lines of pages with components, which may indent Markdown as deep as they are nested.

MDX does not have indented code, so a fence is one at any depth (MDX, Markdown syntax). CommonMark
knows at most three blanks before it; as each line stays in its place, they can be taken away.
"""

import re
from collections.abc import Iterator

_OPENING = re.compile(r"([ \t]*)(?:(`{3,})[^`]*|(~{3,}).*)$")
_SHALLOW = 3
_COMMENT = re.compile(r"[ \t]{4,}(?=<!--)")


def flattened(text: str) -> str:
    """Return the text without the indentation of deep fences and comments; lines stay lines."""
    return "\n".join(_lines(text.split("\n")))


def _lines(lines: list[str]) -> Iterator[str]:
    indent, marker = 0, ""
    for line in lines:
        bare = line.strip()
        if marker:
            yield line[min(indent, len(line) - len(line.lstrip(" \t"))) :]
            if bare.startswith(marker) and not bare.strip(marker[0]):
                marker = ""
        elif opening := _OPENING.match(line):
            indent, marker = len(opening[1]), opening[2] or opening[3]
            indent = indent if indent > _SHALLOW else 0
            yield line[indent:]
        else:
            yield _COMMENT.sub("", line, count=1) if _COMMENT.match(line) else line

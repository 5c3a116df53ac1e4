"""Find `[TAGS=a,b]` … `[END]`: parts of a page that only some of its editions contain."""

import re
from collections.abc import Iterator

from docreplay.read.markup.tokens import Extent

DIRECTIVE = re.compile(
    r"[ \t>]*+(?:\[TAGS=[^\]]*\]|\[END\]|\[!div\b[^\]]*\]"
    r"|#+ (?:<a\s[^<>]*>(?:</a>)?)?\[[^\]]*\]\(#tab/[^)]*\))?[ \t]*",
    re.IGNORECASE,
)
"""A blank line, or a line that the dialect's tools remove before they look for fences."""

_OPENING = re.compile(r"\[TAGS=", re.IGNORECASE)
_LINE = re.compile(r"^[ \t]*(?:\[TAGS=([^\]\n]*)\]|\[(END)\])[ \t]*$", re.IGNORECASE | re.MULTILINE)


def are_in(text: str) -> bool:
    """Return True if a text may have tagged parts."""
    return _OPENING.search(text) is not None


def excluded(text: str, tags: frozenset[str]) -> tuple[Extent, ...]:
    """Return the parts of the text without any of the given tags, which are in lower case.

    As in the dialect (annotation-dialect.md §2.1), a tagged part is excluded if none of its tags
    is selected, and parts nest. Unlike there, tags in front matter, fences and comments are
    ignored: the caller passes the text without them.
    """
    return tuple(_parts(text, tags))


def _parts(text: str, tags: frozenset[str]) -> Iterator[Extent]:
    open_tags: list[bool] = []
    start = -1
    for line in _LINE.finditer(text):
        if line[2]:
            if open_tags:
                open_tags.pop()
            if start >= 0 and all(open_tags):
                yield start, line.end()
                start = -1
            continue
        wanted = {tag.strip().lower() for tag in line[1].split(",")}
        open_tags.append(bool(wanted & tags))
        if start < 0 and not open_tags[-1]:
            start = line.start()
    if start >= 0:
        yield start, len(text)

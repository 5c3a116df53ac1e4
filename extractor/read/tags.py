"""`[TAGS=a,b]` … `[END]`: parts of a page that are there only for some editions of it."""

import re
from collections.abc import Iterator

_LINE = re.compile(r"^[ \t]*(?:\[TAGS=([^\]\n]*)\]|\[(END)\])[ \t]*$", re.IGNORECASE | re.MULTILINE)


def excluded(text: str, tags: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """The parts of the text, as (start, end) offsets, whose tags are not among the given ones.

    As in the dialect, a tagged part is left out where no tag is asked for, and parts nest.
    """
    if "[TAGS=" not in text and "[tags=" not in text:
        return ()
    return tuple(_parts(text, tags))


def _parts(text: str, tags: frozenset[str]) -> Iterator[tuple[int, int]]:
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

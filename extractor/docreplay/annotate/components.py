"""Find the components of a page: what is between the tags of an MDX or Vue element.

A comment in a component may end up in what the component displays, or break it, so nothing is
written there.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from docreplay.model.markup.markup import Markup

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Z][\w.]{0,60})(?P<rest>[^<>]{0,1000})>")


def component_lines(page: Markup) -> frozenset[int]:
    """Return the lines of all components; tags without a pair are none."""
    lines: set[int] = set()
    if "</" in page.plain:
        end = 0
        for start, stop in sorted(_extents(page.plain)):
            first, last = page.places.line(start), page.places.line(stop)
            lines.update(range(max(first, end), last + 1))
            end = max(end, last)
    return frozenset(lines)


def _extents(plain: str) -> Iterator[tuple[int, int]]:
    opened: defaultdict[str, list[int]] = defaultdict(list)
    for tag in _TAG.finditer(plain):
        if not tag["close"]:
            if not tag["rest"].endswith("/"):
                opened[tag["name"]].append(tag.start())
        elif opened[tag["name"]]:
            yield opened[tag["name"]].pop(), tag.start()

"""Read the ids and titles of tabs from what their openings say."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from docreplay.model.markup.zone import ZoneMark

_ATTRIBUTE = re.compile(
    r"""\b(value|label|title|name|header|text)[ \t]*[=:][ \t]*\{?["'`]([^"'`\n]{1,100})["'`]"""
)
_QUOTED = re.compile(r"""["']([^"'\n]{1,100})["']""")
_BARE = re.compile(r"[ \t]*([^\s=\"'{}<>][^=\"'{}<>\n]{0,99}?)[ \t]*")
_OTHER = re.compile(r"[^\w.]")
_GROUPS = frozenset({"group", "item", "item-end", "group-end"})
_TITLES = ("label", "title", "header", "text", "name", "value")


def item(start: int, end: int, label: str, form: str) -> ZoneMark:
    """Return the mark of an item that names itself with attributes, a quoted text, or words.

    The id is the `value`, by which groups of tabs are synchronised, or else the title; an item
    without either has none.
    """
    attributes = dict(_ATTRIBUTE.findall(label))
    if attributes:
        title = next(attributes[name] for name in _TITLES if name in attributes)
        name = attributes.get("value", title)
    else:
        found = _QUOTED.search(label) or _BARE.fullmatch(label)
        name = title = found[1] if found else ""
    return ZoneMark("item", start, end, _OTHER.sub("-", name.strip()).lower(), title.strip(), form)


def with_titles(plain: str, start: int, end: int, marks: Sequence[ZoneMark]) -> str:
    """Return a part of a text in which tabs of all formats are written as `<Tab title="…">`."""
    parts, at = [], start
    index = bisect_left(marks, start, key=lambda mark: mark.start) if marks else 0
    while index < len(marks) and marks[index].start < end:
        mark = marks[index]
        index += 1
        if mark.kind in _GROUPS and mark.start >= at:
            title = mark.title.replace('"', "'")
            parts += [plain[at : mark.start], f'<Tab title="{title}">' if title else " "]
            at = mark.end
    return "".join([*parts, plain[at:end]])

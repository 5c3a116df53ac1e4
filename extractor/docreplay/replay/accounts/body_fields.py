"""Fields of a body whose values are text: what a credential may be the value of."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_FOREIGN = re.compile(r"[^\w.-]+")
_TAG = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<[!?][^>]*>"
    r"|<(?P<end>/)?(?P<name>[\w.:-]+)(?P<attributes>(?:\s[^<>]*?)?)(?P<empty>/?)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([\w.:-]+)\s*=\s*(?:"([^"<>]+)"|'([^'<>]+)')""")


class Field(NamedTuple):
    """A field of a body whose value is text: its name, the offsets of its value, its depth."""

    name: str
    start: int
    end: int
    depth: int = 1
    placeholder: str = ""
    """The value, if it is a placeholder as a whole."""

    @property
    def parameter(self) -> str:
        """The name of the value that replaces it: `user_password` of `user[password]`."""
        return _FOREIGN.sub("_", self.name).strip("_.-") or self.name


def elements(text: str) -> Iterator[Field]:
    """Yield the elements of XML that contain only text, and attributes, by their local names.

    The fields of the outermost element have the depth 1. What is not well-formed is passed over.
    """
    depth, opened = 0, None
    for match in _TAG.finditer(text):
        if match["name"] is None:
            continue
        if match["end"]:
            if opened and opened["name"] == match["name"]:
                yield from _content(text, opened, match.start(), depth - 1)
            depth, opened = depth - 1, None
            continue
        yield from _attributes(match, depth + 1)
        opened = None if match["empty"] else match
        depth += not match["empty"]


def _content(text: str, opened: re.Match[str], end: int, depth: int) -> Iterator[Field]:
    start = opened.end()
    content = text[start:end]
    if stripped := content.strip():
        start += content.index(stripped)
        yield Field(_local(opened["name"]), start, start + len(stripped), depth)


def _attributes(match: re.Match[str], depth: int) -> Iterator[Field]:
    offset = match.start("attributes")
    for found in _ATTRIBUTE.finditer(match["attributes"]):
        group = 2 if found[2] is not None else 3
        if not found[1].startswith("xmlns"):
            yield Field(
                _local(found[1]), offset + found.start(group), offset + found.end(group), depth
            )


def _local(name: str) -> str:
    return name.rpartition(":")[2]

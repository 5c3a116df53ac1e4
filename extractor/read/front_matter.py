"""The front matter of a page: the lines between a leading `---` and the next one."""

import re
from collections.abc import Mapping

_FENCE = re.compile(r"\n---[ \t]*(?:\n|\Z)")
_ENTRY = re.compile(r"^([A-Za-z_][\w.-]*):[ \t]*(.*)$", re.MULTILINE)


def body_start(text: str) -> int:
    """The offset at which the body of a page starts; 0 where there is no front matter.

    Front matter that is never closed is none: the whole file is content, as in the dialect.
    """
    if not text.startswith("---"):
        return 0
    first = text.find("\n")
    if first < 0 or text[3:first].strip(" \t"):
        return 0
    closing = _FENCE.search(text, first)
    return closing.end() if closing else 0


def front_matter(text: str) -> Mapping[str, str]:
    """The top-level keys and their values as text, without the quotes around them."""
    return {
        match[1]: match[2].strip().strip("\"'")
        for match in _ENTRY.finditer(text[: body_start(text)])
    }

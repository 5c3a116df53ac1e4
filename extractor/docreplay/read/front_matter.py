"""The front matter of a page: the lines between a leading `---` and the next one."""

import re
from collections.abc import Mapping

_OPENING = re.compile(r"(?:[ \t]*\n)*---[ \t]*(?=\n)")
_FENCE = re.compile(r"\n---[ \t]*(?:\n|\Z)")
_ENTRY = re.compile(r"^([A-Za-z_][\w.-]*):[ \t]*(.*)$", re.MULTILINE)


def body_start(text: str) -> int:
    """The offset at which the body of a page starts; 0 where there is no front matter.

    It begins with the first line that is not blank. Front matter that is never closed is none: the
    whole file is content. Both is so in the dialect (reference §2.1).
    """
    opening = _OPENING.match(text)
    closing = _FENCE.search(text, opening.end()) if opening else None
    return closing.end() if closing else 0


def front_matter(text: str) -> Mapping[str, str]:
    """The top-level keys and their values as text, without the quotes around them."""
    return {
        match[1]: match[2].strip().strip("\"'")
        for match in _ENTRY.finditer(text[: body_start(text)])
    }

"""Segments of documented and requested paths."""

import re
from collections.abc import Sequence
from urllib.parse import unquote

from docreplay.model.http.placeholder import PLACEHOLDER


def segments_of(path: str) -> list[str]:
    """Return the segments of a path; a slash in a placeholder does not separate them."""
    found = iter(PLACEHOLDER.findall(path))
    blanked = PLACEHOLDER.sub("\0", path).strip("/")
    return [re.sub("\0", lambda _: next(found), part) for part in blanked.split("/")]


def decoded(path: str) -> Sequence[str]:
    """Return the decoded segments of a requested path."""
    return [unquote(part) for part in segments_of(path)]

"""Properties that a request selects, and relationships that it expands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

_OPTION = re.compile(r"\s*\$?(select|expand)\s*=(.*)", re.IGNORECASE | re.DOTALL)
_NAME = re.compile(r"\s*([A-Za-z_][\w.-]*)")


@dataclass(frozen=True, slots=True)
class ODataSelection:
    """Names of `$select` and `$expand` (OData URL Conventions 4.01 §5.1.3, §5.1.4)."""

    selected: frozenset[str] | None = None
    """None if the request selects nothing, so that the service decides."""
    expanded: frozenset[str] = frozenset()


ALL = ODataSelection()


@lru_cache(maxsize=4096)
def selection_of(target: str) -> ODataSelection:
    """Return the selection of a request target; `*` and placeholders select nothing."""
    query = unquote(target.partition("?")[2].partition("#")[0])
    options = [match for part in query.split("&") if (match := _OPTION.fullmatch(part))]
    selected = [match[2] for match in options if match[1].lower() == "select"]
    expanded = [match[2] for match in options if match[1].lower() == "expand"]
    vague = any(sign in text for text in selected for sign in "*{<")
    names = frozenset(name for text in selected for name in _names(text))
    return ODataSelection(
        selected=names if names and not vague else None,
        expanded=frozenset(name for text in expanded for name in _names(text)),
    )


def _names(text: str) -> Iterator[str]:
    """Return the names of a list without nested options: `a,b($select=c,d)` is a and b."""
    depth, start = 0, 0
    for at, char in enumerate(text + ","):
        depth += (char == "(") - (char == ")")
        if char == "," and depth <= 0:
            if match := _NAME.match(text, start):
                yield match[1]
            start = at + 1

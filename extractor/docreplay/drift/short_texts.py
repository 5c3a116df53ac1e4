"""Keep what was found in short texts: many cells are alike, and a long text is hardly ever."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")
LONGEST = 2000
"""Maximum length in characters of a text that is kept; thousands of long ones fill the memory."""
_KEPT = 4096
"""Maximum number of texts that are kept for each function."""


def kept_for_short(function: Callable[[str], T]) -> Callable[[str], T]:
    """Return the function with a cache of its results for texts of at most `LONGEST` characters."""
    kept = lru_cache(maxsize=_KEPT)(function)

    @wraps(function)
    def result(text: str) -> T:
        return kept(text) if len(text) <= LONGEST else function(text)

    return result

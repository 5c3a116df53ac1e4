"""The one suggestion of what a misspelt name was meant to be."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ` (did you mean `name`?)`, or `""` if no known name is similar."""
    by_folded = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), by_folded, n=1, cutoff=0.7)
    return f" (did you mean `{by_folded[near[0]]}`?)" if near else ""

"""The one suggestion of what a misspelt name was meant to be."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from itertools import takewhile

_CUTOFF = 0.7
_CANDIDATES = 5
_QUALIFIER = re.compile(r".*[./#]")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ` (did you mean `name`?)`, or `""` if no known name is similar."""
    by_folded = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), by_folded, n=_CANDIDATES, cutoff=_CUTOFF)
    found = next((name for name in near if _is_similar(word.lower(), name)), None)
    return f" (did you mean `{by_folded[found]}`?)" if found else ""


def _is_similar(word: str, name: str) -> bool:
    """Return True if the names are similar behind the qualifier that they share.

    In a namespace, or below a folder, all names look alike.
    """
    equal = takewhile(lambda pair: pair[0] == pair[1], zip(word, name, strict=False))
    qualifier = _QUALIFIER.match("".join(letter for letter, _ in equal))
    start = qualifier.end() if qualifier else 0
    return SequenceMatcher(None, word[start:], name[start:]).ratio() >= _CUTOFF

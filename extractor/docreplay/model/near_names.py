"""What a misspelt name was probably meant to be: did-you-mean for all messages about names."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from itertools import takewhile

_CUTOFF = 0.7
_CANDIDATES = 5
_FEW = 50
"""Names up to which a word is compared with each."""
_COMPARED = 12
"""Names that a word is compared with among more, so that a suggestion does not cost more."""
_COUNTED = 1000
"""Names that are looked at to choose those."""
_LONG = 200
"""Characters from which on a name is not compared: `difflib` takes quadratic time."""
_SEARCHES = 1000
_QUALIFIER = re.compile(r".*[./#]")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ` (did you mean `name`?)`, or `""` if no known name is similar."""
    return NearNames(known).suggestion(word)


class NearNames:
    """Names that many misspelt words are compared with."""

    def __init__(self, known: Iterable[str]) -> None:
        self._by_folded = {name.lower(): name for name in known if len(name) < _LONG}
        self._having: defaultdict[str, list[str]] = defaultdict(list)
        """Names by the triples of letters that they have; empty if the names are few."""
        self._suggested: dict[str, str] = {}
        if len(self._by_folded) > _FEW:
            for name in self._by_folded:
                for part in _parts(name):
                    self._having[part].append(name)

    def suggestion(self, word: str) -> str:
        """Return ` (did you mean `name`?)`, or `""` if no name is similar."""
        folded = word.lower()
        if len(folded) >= _LONG:
            return ""
        if folded not in self._suggested:  # translations repeat the mistakes of their source
            self._suggested[folded] = self._nearest(folded)
        return self._suggested[folded]

    def only(self, word: str) -> str:
        """Return the similar name if there is exactly one, else `""`."""
        near = list(self._near(word.lower())) if len(word) < _LONG else []
        return self._by_folded[near[0]] if len(near) == 1 else ""

    def _nearest(self, folded: str) -> str:
        found = next(self._near(folded), None)
        return f" (did you mean `{self._by_folded[found]}`?)" if found else ""

    def _near(self, folded: str) -> Iterator[str]:
        """Yield the similar names, the most similar one first."""
        letters = frozenset(folded)
        names = [name for name in self._candidates(folded) if may_be_near(folded, letters, name)]
        near = get_close_matches(folded, names, n=_CANDIDATES, cutoff=_CUTOFF)
        yield from (name for name in near if _is_similar(folded, name))

    def _candidates(self, word: str) -> Iterable[str]:
        """Return the names that share most triples of letters with the word, rare ones first."""
        if not self._having:
            return self._by_folded
        shared: Counter[str] = Counter()
        found = (self._having[part] for part in _parts(word) if part in self._having)
        room = _COUNTED
        for names in sorted(found, key=len):
            shared.update(names[:room])
            room -= len(names)
            if room <= 0:
                break
        return [name for name, _ in shared.most_common(_COMPARED)]


class Allowance:
    """Number of misspelt names of a page for which a similar one is still looked for.

    Reports list no more findings of a rule on a page, and each search takes about 0.1 ms.
    """

    def __init__(self) -> None:
        self._left = _SEARCHES

    def take(self) -> bool:
        """Return True if there is one left, and take it."""
        self._left -= 1
        return self._left >= 0


@lru_cache(maxsize=8)
def near_names(known: frozenset[str]) -> NearNames:
    """Return the names of a page, of which many are often missed one after the other."""
    return NearNames(known)


def _parts(name: str) -> list[str]:
    padded = f"  {name} "
    return sorted({padded[at : at + 3] for at in range(len(padded) - 2)})


def may_be_near(word: str, letters: frozenset[str], name: str) -> bool:
    """Return False if the ratio of `difflib` cannot be reached; this takes a tenth of its time."""
    shared = sum(map(letters.__contains__, name))
    return 2.0 * min(shared, len(word)) / ((len(word) + len(name)) or 1) >= _CUTOFF


def _is_similar(word: str, name: str) -> bool:
    """Return True if the names are similar behind the qualifier that they share.

    In a namespace, or below a folder, all names look alike.
    """
    equal = takewhile(lambda pair: pair[0] == pair[1], zip(word, name, strict=False))
    qualifier = _QUALIFIER.match("".join(letter for letter, _ in equal))
    start = qualifier.end() if qualifier else 0
    return SequenceMatcher(None, word[start:], name[start:]).ratio() >= _CUTOFF

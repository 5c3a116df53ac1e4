"""Find the documented operations that are most similar to a request, by path segment.

The work is bounded: a request for an unknown path must not keep others waiting, however many
operations are documented. So words are found by the pairs of letters that they share, and
operations by their words; only the best few of them are compared.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple
from urllib.parse import unquote

from docreplay.model.api.operation import Operation
from docreplay.model.http.placeholder import PLACEHOLDER
from docreplay.model.http.url_template import SegmentTemplate, segment_template

_ALIKE = 0.6
"""Minimum ratio of two similar words; `difflib.get_close_matches` has the same default."""
_NEAR = 0.5
_LONG = 60
"""Characters of a word from which on it is like no other: `difflib` takes quadratic time."""
_DEEP = 16
"""Segments of a requested path that are looked at."""
_WORDS = 6
"""Words of the pages that are compared with a requested segment."""
_PAIRS = 12
"""Pairs of letters by which similar words are found: the rarest ones."""
_OPERATIONS = 24
"""Operations that are compared with a request."""
_POSTINGS = 400
"""Entries of an index that are read for one word or pair."""
_MOST = 3


class _Segment(NamedTuple):
    """A documented segment: its decoded text, and its template if it has placeholders."""

    text: str
    template: SegmentTemplate | None


_Likeness = Mapping[str, Mapping[str, float]]
"""By requested segment, the similarity of documented words, from 0 to 1."""


class OperationIndex:
    """Documented operations, indexed by their words."""

    def __init__(self, operations: Mapping[Operation, Sequence[str]]) -> None:
        """Index operations; each has the segments of its path."""
        self._operations = tuple(operations)
        self._segments = [tuple(map(_segment, parts)) for parts in operations.values()]
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        for number, segments in enumerate(self._segments):
            for word in {segment.text for segment in segments if not segment.template}:
                self._by_word[word].append(number)
        self._by_pair: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._by_word:
            for pair in _pairs(word):
                self._by_pair[pair].append(word)

    def to(self, method: str, segments: Sequence[str]) -> tuple[Operation, ...]:
        """Return the operations with the most similar paths: at most three, the best first.

        A placeholder matches any segment, so other methods of the same path come first; of equally
        similar paths, the one with the same method.
        """
        asked = segments[:_DEEP]
        alike = {segment: self._alike(segment) for segment in asked}
        scored = [
            (_score(self._segments[number], asked, alike), self._operations[number])
            for number in self._candidates(alike, len(asked))
        ]
        near = [(score, found) for score, found in scored if score >= _NEAR]
        near.sort(key=lambda item: (-item[0], item[1].method != method))
        return tuple(found for _, found in near[:_MOST])

    def _alike(self, asked: str) -> Mapping[str, float]:
        """Return the documented words that are similar to a segment."""
        if len(asked) > _LONG:
            return {}
        rarest = sorted(_pairs(asked), key=lambda pair: len(self._by_pair.get(pair, ())))[:_PAIRS]
        common = Counter(
            word for pair in rarest for word in self._by_pair.get(pair, ())[:_POSTINGS]
        )
        words = [asked] if asked in self._by_word else []
        words += [word for word, _ in common.most_common(_WORDS)]
        ratios = {word: _ratio(word, asked) for word in words}
        return {word: ratio for word, ratio in ratios.items() if ratio >= _ALIKE}

    def _candidates(self, alike: _Likeness, length: int) -> list[int]:
        """Return the numbers of the operations that share most with the request."""
        shares: Counter[int] = Counter()
        found = ((word, ratio) for words in alike.values() for word, ratio in words.items())
        for word, ratio in sorted(found, key=lambda item: len(self._by_word[item[0]])):
            numbers = self._by_word[word]
            for number in numbers if len(numbers) <= _POSTINGS else _known(numbers, shares):
                shares[number] += int(100 * ratio)
        best = shares.most_common(_OPERATIONS * 4)
        best.sort(key=lambda item: (-item[1], abs(len(self._segments[item[0]]) - length)))
        return [number for number, _ in best[:_OPERATIONS]]


def _known(numbers: Sequence[int], shares: Collection[int]) -> Iterator[int]:
    """Yield those of a common word's operations that rarer words have found, or else the first."""
    if not shares:
        return iter(numbers[:_POSTINGS])
    return iter(set(numbers).intersection(list(shares)[: _POSTINGS * 4]))


def _segment(documented: str) -> _Segment:
    if PLACEHOLDER.search(documented):
        return _Segment(documented, segment_template(documented))
    return _Segment(unquote(documented), None)


def _pairs(word: str) -> set[str]:
    """Return the pairs of adjacent letters of a word, its ends marked."""
    folded = f"^{word[:_LONG].lower()}$"
    return {folded[at : at + 2] for at in range(len(folded) - 1)}


def _ratio(documented: str, asked: str) -> float:
    if documented == asked:
        return 1.0
    if len(documented) > _LONG:
        return 0.0
    return SequenceMatcher(None, documented.lower(), asked.lower()).ratio()


def _score(documented: Sequence[_Segment], asked: Sequence[str], likeness: _Likeness) -> float:
    """Return the similarity of both paths in order, from 0 to 1, which is the path itself.

    A placeholder counts half as much as a word.
    """

    def alike(own: _Segment, other: str) -> float:
        if own.template:
            return float(own.template.matches(other))
        return likeness[other].get(own.text, 0.0)

    if len(documented) == len(asked) and all(map(alike, documented, asked)):
        return sum(map(alike, documented, asked)) / len(asked)
    above = [0.0] * (len(asked) + 1)
    for segment in documented:
        row = [0.0]
        for column, other in enumerate(asked):
            match = alike(segment, other) * (0.5 if segment.template else 1)
            row.append(max(row[-1], above[column + 1], above[column] + match))
        above = row
    placeholders = sum(segment.template is not None for segment in documented)
    return 2 * above[-1] / (len(documented) - placeholders / 2 + len(asked))

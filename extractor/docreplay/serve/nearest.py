"""Find the documented operations that are most similar to a request, by path segment."""

from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

from docreplay.model.url_template import placeholders, segment_template

_ALIKE = 0.6
"""Minimum ratio of two similar words; `difflib.get_close_matches` has the same default."""
_NEAR = 0.5
_LONG = 400
"""Characters of two words from which on they are not compared: `difflib` takes quadratic time."""
_MOST = 3


class Operation(NamedTuple):
    """A method, and the segments of a documented path (without the slashes)."""

    method: str
    segments: tuple[str, ...]

    def __str__(self) -> str:
        """`GET /users/{id}/photo`."""
        return f"{self.method} /{'/'.join(self.segments)}"


def nearest(
    operations: Iterable[Operation], method: str, segments: Sequence[str]
) -> tuple[Operation, ...]:
    """Return the operations with the most similar paths: at most three, the best first.

    A placeholder matches any segment, so other methods of the same path come first; of equally
    similar paths, the one with the same method.
    """
    alike = cache(_alike)
    scored = [(_score(found.segments, segments, alike), found) for found in operations]
    near = [(score, found) for score, found in scored if score >= _NEAR]
    near.sort(key=lambda item: (-item[0], item[1].method != method))
    return tuple(found for _, found in near[:_MOST])


def _score(
    documented: Sequence[str], asked: Sequence[str], alike: Callable[[str, str], float]
) -> float:
    """Return the similarity of both paths in order, from 0 to 1, which is the path itself.

    A placeholder counts half as much as a word; if the path has words, one of them must match.
    """
    are_placeholders = [bool(placeholders(segment)) for segment in documented]
    if len(documented) == len(asked) and all(map(alike, documented, asked)):
        return sum(map(alike, documented, asked)) / len(asked)
    words = [
        segment for segment, is_any in zip(documented, are_placeholders, strict=True) if not is_any
    ]
    if words and not any(alike(word, segment) for word in words for segment in asked):
        return 0.0
    above = [0.0] * (len(asked) + 1)
    for segment, is_any in zip(documented, are_placeholders, strict=True):
        row = [0.0]
        for column, other in enumerate(asked):
            match = alike(segment, other) * (0.5 if is_any else 1)
            row.append(max(row[-1], above[column + 1], above[column] + match))
        above = row
    return 2 * above[-1] / (len(documented) - sum(are_placeholders) / 2 + len(asked))


def _alike(documented: str, asked: str) -> float:
    """Return the similarity of two segments: 1 for the same, 0 for a different word."""
    if placeholders(documented) and segment_template(documented).matches(asked):
        return 1.0
    if len(documented) + len(asked) > _LONG:
        return float(documented == asked)
    ratio = SequenceMatcher(None, documented.lower(), asked.lower()).ratio()
    return ratio if ratio >= _ALIKE else 0.0

"""Suggest the file that a broken link was meant to lead to; the work is bounded."""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice

from docreplay.lint.neighbours import Neighbours

_ALIKE = 0.75
"""Minimum ratio of two similar names."""
_DIFFERENT = 4
"""Letters of both names that may have no counterpart."""
_LENGTHS = 3
"""Letters by which the lengths of two similar names may differ."""
_PATHS = 0.5
"""Minimum ratio of two paths that end with the same name."""
_USUAL = frozenset({"index.md", "_index.md", "readme.md", "overview.md"})
"""Names that say nothing about a page."""
_SHORT = 12
"""Letters up to which a name may have all its pairs but one changed by swapped letters."""
_MOST = 50
"""Pages of the same name that are compared."""


def suggestion(neighbours: Neighbours, path: str) -> str:
    """Return the project-relative path of a similar target that exists, or `""`.

    It is a page of the same name in a different folder, a file of a similar name in the folder, or
    the same path below a folder of a similar name. What was found for a path is remembered as long
    as the neighbours are.
    """
    found = neighbours.suggested.get(path)
    if found is None:
        found = neighbours.suggested[path] = _suggestion(neighbours, path)
    return found


def _suggestion(neighbours: Neighbours, path: str) -> str:
    folder, name = posixpath.split(path)
    same = list(neighbours.namesakes(name))[:_MOST]
    if same:
        ratio, best = max((_ratio(path, other), other) for other in same)
        if _is_near(path, best) if name.lower() in _USUAL else ratio >= _PATHS:
            return best
    near = _name_in(neighbours, folder, name)
    return posixpath.join(folder, near) if near else _in_similar_folder(neighbours, path)


def is_only(neighbours: Neighbours, path: str, found: str) -> bool:
    """Return True if a suggestion is the only one: no other name is the same, or similar.

    A page of a name that many have, such as `index`, may be any of them.
    """
    folder, name = posixpath.split(path)
    same = list(islice(neighbours.namesakes(name), 2))
    if same:
        return len(same) == 1 and name.lower() not in _USUAL
    if posixpath.dirname(found) != folder:
        return False
    named = (other for others in neighbours.parted.get(folder, {}).values() for other in others)
    return len([other for other in named if _nearest(name, [other])]) == 1


def near_name(word: str, names: Iterable[str], *, most: int = _DIFFERENT) -> str:
    """Return the most similar name, or `""`.

    At most `most` letters of both names may have no counterpart in the other.
    """
    return _nearest(word, _paired(tuple(names)), most)


@lru_cache(maxsize=8)
def _paired(names: tuple[str, ...]) -> list[tuple[str, set[str]]]:
    return [(name, _pairs(name)) for name in names]


def _name_in(neighbours: Neighbours, folder: str, word: str) -> str:
    """Return the most similar name in a folder, whose names are taken apart once."""
    parted = neighbours.parted.get(folder)
    if parted is None:
        parted = neighbours.parted[folder] = _parted(neighbours.names(folder))
    lengths = range(len(word) - _LENGTHS, len(word) + _LENGTHS + 1)
    return _nearest(word, (item for length in lengths for item in parted.get(length, ())))


def _parted(names: Iterable[str]) -> Mapping[int, list[tuple[str, set[str]]]]:
    parted: defaultdict[int, list[tuple[str, set[str]]]] = defaultdict(list)
    for name in names:
        parted[len(name)].append((name, _pairs(name)))
    return parted


def _nearest(word: str, named: Iterable[tuple[str, set[str]]], most: int = _DIFFERENT) -> str:
    """Return the most similar name; nearly all are ruled out by their length and letters.

    A letter without counterpart is in two pairs of neighbouring letters at most.
    """
    pairs, best, found = _pairs(word), _ALIKE, ""
    lost = min(2 * most, len(pairs) // 2)
    for name, others in named:
        if len(name) == len(word) <= _SHORT and _is_swapped(word, name):
            return name
        if name == word or abs(len(name) - len(word)) > _LENGTHS or len(pairs - others) > lost:
            continue
        ratio = _ratio(word, name)
        if ratio >= best and _unlike(word, name, ratio) <= most:
            best, found = ratio, name
    return found


def _in_similar_folder(neighbours: Neighbours, path: str) -> str:
    """Return the path with the first folder that does not exist replaced by a similar one."""
    parts = path.split("/")
    for at in range(len(parts) - 1):
        if not neighbours.is_folder("/".join(parts[: at + 1])):
            near = _name_in(neighbours, "/".join(parts[:at]) or ".", parts[at])
            found = "/".join([*parts[:at], near, *parts[at + 1 :]])
            is_there = neighbours.exists(found) or neighbours.is_folder(found)
            return found if near and is_there else ""
    return ""


def _pairs(word: str) -> set[str]:
    folded = word.lower()
    return {folded[at : at + 2] for at in range(len(folded) - 1)}


def _is_near(one: str, other: str) -> bool:
    """Return True if only a few letters differ; in long names, a high ratio says little."""
    return _unlike(one, other, _ratio(one, other)) <= _DIFFERENT


def _is_swapped(one: str, other: str) -> bool:
    """Return True if two letters that are next to each other are swapped, and no other differ."""
    if len(one) != len(other):
        return False
    pairs = enumerate(zip(one.lower(), other.lower(), strict=True))
    odd = [at for at, (a, b) in pairs if a != b]
    if len(odd) != 2 or odd[1] != odd[0] + 1:  # a swap is of two
        return False
    first, second = odd
    return (
        one[first].lower() == other[second].lower() and one[second].lower() == other[first].lower()
    )


def _unlike(one: str, other: str, ratio: float) -> int:
    """Return the number of letters of both names that have no counterpart in the other."""
    return round((1 - ratio) * (len(one) + len(other)))


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio()

"""Suggest the file that a broken link was meant to lead to; the work is bounded."""

import posixpath
from collections.abc import Iterable
from difflib import SequenceMatcher

from docreplay.lint.neighbours import Neighbours

_ALIKE = 0.75
"""Minimum ratio of two similar names."""
_DIFFERENT = 4
"""Letters of both names that may have no counterpart."""
_PATHS = 0.5
"""Minimum ratio of two paths that end with the same name."""
_USUAL = frozenset({"index.md", "_index.md", "readme.md", "overview.md"})
"""Names that say nothing about a page."""
_MOST = 50
"""Pages of the same name that are compared."""


def suggestion(neighbours: Neighbours, path: str) -> str:
    """Return the project-relative path of a similar target that exists, or `""`.

    It is a page of the same name in a different folder, a file of a similar name in the folder, or
    the same path below a folder of a similar name.
    """
    folder, name = posixpath.split(path)
    same = list(neighbours.namesakes(name))[:_MOST]
    if same:
        ratio, best = max((_ratio(path, other), other) for other in same)
        if _is_near(path, best) if name.lower() in _USUAL else ratio >= _PATHS:
            return best
    near = near_name(name, neighbours.names(folder))
    return posixpath.join(folder, near) if near else _in_similar_folder(neighbours, path)


def near_name(word: str, names: Iterable[str], *, most: int = _DIFFERENT) -> str:
    """Return the most similar name, or `""`; most names are ruled out by length and letters.

    At most `most` letters of both names may have no counterpart in the other.
    """
    pairs, best, found = _pairs(word), _ALIKE, ""
    for name in names:
        if name == word or abs(len(name) - len(word)) > 3:
            continue
        if len(pairs & _pairs(name)) * 2 < len(pairs):
            continue
        ratio = _ratio(word, name)
        if ratio >= best and _is_near(word, name, most):
            best, found = ratio, name
    return found


def _in_similar_folder(neighbours: Neighbours, path: str) -> str:
    """Return the path with the first folder that does not exist replaced by a similar one."""
    parts = path.split("/")
    for at in range(len(parts) - 1):
        if not neighbours.is_folder("/".join(parts[: at + 1])):
            near = near_name(parts[at], neighbours.names("/".join(parts[:at]) or "."))
            found = "/".join([*parts[:at], near, *parts[at + 1 :]])
            is_there = neighbours.exists(found) or neighbours.is_folder(found)
            return found if near and is_there else ""
    return ""


def _pairs(word: str) -> set[str]:
    folded = word.lower()
    return {folded[at : at + 2] for at in range(len(folded) - 1)}


def _is_near(one: str, other: str, most: int = _DIFFERENT) -> bool:
    """Return True if only a few letters differ; in long names, a high ratio says little."""
    return (1 - _ratio(one, other)) * (len(one) + len(other)) <= most + 0.01


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio()

"""Which path patterns of a comparison name a value of the documented body or of the response."""

from collections.abc import Iterator
from typing import NamedTuple

from docreplay.compare.subject import ResponseSubject
from docreplay.model.http.decoding import Unreadable
from docreplay.model.json.value import JSON, Steps
from docreplay.model.strictness import PathRule

_MAX_STEPS = 1_000_000
"""Maximum number of values of both bodies, each with each pattern, that are looked at."""


class PathUse(NamedTuple):
    """The texts of path patterns; what is in neither group cannot be decided by one response."""

    matched: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()


def path_use(subject: ResponseSubject) -> PathUse:
    """Return which patterns of a comparison match a value, and which match none.

    A pattern may be about a value that no page shows, so that only a whole response that was
    compared decides that there is none.
    """
    rules = list(subject.strictness.paths)
    if not rules or subject.document is None:
        return PathUse()
    left, steps = rules, _MAX_STEPS
    for body in (subject.document.json.value, _received(subject)):
        left, steps = _unmatched(left, body, steps)
    matched = tuple(rule.text for rule in rules if rule not in left)
    is_decided = steps > 0 and _received(subject) is not None and not subject.error
    return PathUse(matched, tuple(rule.text for rule in left) if is_decided else ())


def _received(subject: ResponseSubject) -> JSON:
    """Return the response body, or None if it cannot be compared."""
    try:
        return subject.value if subject.has_body else None
    except Unreadable:
        return None


def _unmatched(rules: list[PathRule], value: JSON, steps: int) -> tuple[list[PathRule], int]:
    """Return the rules that match no place of a value, and how many steps are left."""
    for path in _places(value):
        if not rules or steps <= 0:
            break
        steps -= len(rules)
        rules = [rule for rule in rules if not rule.path.matches(path)]
    return rules, steps


def _places(value: JSON) -> Iterator[Steps]:
    """Yield the path of each value of a body, the whole first."""
    waiting: list[tuple[Steps, JSON]] = [((), value)]
    while waiting:
        path, item = waiting.pop()
        yield path
        if isinstance(item, dict):
            waiting.extend(((*path, name), part) for name, part in item.items())
        elif isinstance(item, list):
            waiting.extend(((*path, index), part) for index, part in enumerate(item))

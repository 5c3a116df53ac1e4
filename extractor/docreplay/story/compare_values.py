"""Loose comparisons of values (Arazzo 1.1, Condition Evaluation)."""

import re

from docreplay.model.json.value import JSON, kind
from docreplay.story.values import EvaluationError

_NUMBER = re.compile(r"\s*-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?\s*")


def are_equal(left: JSON, right: JSON) -> bool:
    """Return True if two values are equal; strings are compared without case.

    A numeric string is a number beside a number. `null` equals only itself. Namespace of different
    types differ.
    """
    if isinstance(left, str) and isinstance(right, str):
        return left.casefold() == right.casefold()
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(are_equal, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(are_equal(left[k], right[k]) for k in left)
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    one, other = _as_numbers(left, right)
    return one is not None and one == other if left is not None else right is None


def is_before(left: JSON, right: JSON) -> bool | None:
    """Return True if a value is less than another: as numbers, or as strings without case.

    Numeric strings are numbers here. `null` has no order, which is None. Raises `EvaluationError`
    for values that cannot be ordered.
    """
    if left is None or right is None:
        return None
    one, other = _number(left), _number(right)
    if one is not None and other is not None:
        return one < other
    if isinstance(left, str) and isinstance(right, str):
        return left.casefold() < right.casefold()
    raise EvaluationError(f"cannot order {_article(left)} and {_article(right)}")


def is_true(value: JSON) -> bool:
    """Return True unless a value is false, null, 0 or an empty string."""
    return value not in (None, False, 0, "")


def _as_numbers(left: JSON, right: JSON) -> tuple[float | None, float | None]:
    """Return both as numbers if one of them is a number, or else None for both."""
    if any(isinstance(value, int | float) for value in (left, right)):
        return _number(left), _number(right)
    return None, None


def _number(value: JSON) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        return float(value) if _NUMBER.fullmatch(value) else None
    return value if isinstance(value, int | float) else None


def _article(value: JSON) -> str:
    name = kind(str(value) if isinstance(value, str) else value)
    return f"an {name}" if name[0] in "aio" else f"a {name}"

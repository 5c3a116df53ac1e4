"""Observations in words."""

from collections.abc import Iterable, Mapping

from docreplay.model.body.shape import Shape


def share(number: int, of: int) -> str:
    """Return `12 of 40`."""
    return f"{number} of {of}"


def kinds_of(shape: Shape, kinds: Iterable[str] = ()) -> str:
    """Return types of a shape with counts: `integer (41 of 41)`; all, or only the given ones."""
    wanted = list(kinds) or sorted(shape.kinds)
    found = (f"{kind} ({share(shape.number(kind), shape.count)})" for kind in wanted)
    return ", ".join(found)


def nulls(shape: Shape) -> str:
    """Return how often a value is null: `null in 2 of 41`."""
    return f"null in {share(shape.number('null'), shape.count)}"


def presence(shape: Shape, of: int) -> str:
    """Return in how many objects a member is: `in 34 of 36`."""
    return f"in {share(shape.count, of)}"


def listed(names: Iterable[str]) -> str:
    """Return names in back-ticks, separated by commas."""
    return ", ".join(f"`{name}`" for name in names)


def counts(values: Mapping[str, int]) -> str:
    """Return the values of a fact with their counts: `application/json (3)`."""
    return ", ".join(f"{value} ({number})" for value, number in values.items()) or "none"

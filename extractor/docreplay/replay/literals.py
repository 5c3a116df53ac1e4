"""Ids that a page writes out, as parameters of its request."""

from collections.abc import Collection
from dataclasses import replace

from docreplay.model.http.http import Request
from docreplay.model.http.literal_ids import literal_ids
from docreplay.model.http.placeholder import Placeholder
from docreplay.model.http.placeholder_values import PlaceholderValues

_ANY = Placeholder("*", ("*",))


def parameter_of(target: str, start: int, end: int, values: PlaceholderValues) -> tuple[str, str]:
    """Return the key of a value for the literal id in a range, and the value, or `""`.

    The key is such as `groups/*`, and the value the one that `values` has for it.
    """
    made, at = "", 0
    for item in literal_ids(target, (target[start:end],)):
        before, after = made + target[at : item.start], target[item.end :]
        found = values.fill(_ANY, before, after)
        if item.start <= start and item.end >= end:
            return "/".join(item.name.split("/")[-2:]), found
        if found:
            made, at = f"{before}{{{item.name}}}", item.end
    return "", ""


def with_parameters(
    request: Request,
    values: PlaceholderValues,
    *,
    samples: Collection[str] = (),
    shown: Collection[str] = frozenset(),
    every: bool = False,
) -> Request:
    """Return the request with placeholders such as `{groups/*}` in place of literal ids.

    Those are the ids that `values` has a value for at `groups/*`; with `every`, all of them, but a
    sample stays if nothing else fills it. `samples` are those of the annotation, `shown` the ids in
    the documented response.
    """
    target, made, at = request.target, "", 0
    for item in literal_ids(target, samples, shown):
        before, after = made + target[at : item.start], target[item.end :]
        own = Placeholder(item.name, (item.name,))
        is_one = bool(values.fill(own if every else _ANY, before, after))
        if is_one or (every and not item.is_sample):
            made, at = f"{before}{{{item.name}}}", item.end
    return replace(request, target=made + target[at:]) if at else request

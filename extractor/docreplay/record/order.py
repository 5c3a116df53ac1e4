"""Whether the elements of a collection are in the order that the request asks for."""

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import unquote_plus

_OPTION = re.compile(r"(?:^|&)\$?orderby=([^&]+)", re.IGNORECASE)
_KEY = re.compile(r"\s*([\w@.]+(?:/[\w@.]+)*)(?:\s+(asc|desc))?\s*", re.IGNORECASE)


def order_fact(value: object, target: str) -> list[str]:
    """Return `kept` or `lost`, or nothing if the body does not show it.

    Only the first key of `$orderby` is looked at (OData 4.01 URL Conventions §5.1.5). Strings are
    compared without case; services differ in how they collate others.
    """
    found = _ordered(value, target)
    if found is None:
        return []
    return ["kept" if found.first_wrong is None else "lost"]


def first_out_of_order(value: object, target: str) -> tuple[str, str] | None:
    """Return the JSON Pointer and the value of what should be before the element above it."""
    found = _ordered(value, target)
    if found is None or found.first_wrong is None:
        return None
    above = "/value" if isinstance(value, Mapping) else ""
    shown = json.dumps(found.values[found.first_wrong], ensure_ascii=False, default=str)
    return f"{above}/{found.first_wrong}/{'/'.join(found.names)}", shown


class _Ordered(NamedTuple):
    """The values by which the elements should be ordered, and where that is not so first."""

    names: list[str]
    values: list[object]
    first_wrong: int | None


def _ordered(value: object, target: str) -> _Ordered | None:
    option = _OPTION.search(unquote_plus(target.partition("?")[2]))
    key = _KEY.match(option[1]) if option else None
    if key is None:
        return None
    names = key[1].split("/")
    values = [_at(item, names) for item in _elements(value)]
    if len(values) < 2 or not _comparable(values) or len(set(map(_folded, values))) < 2:
        return None
    is_down = (key[2] or "").lower() == "desc"
    pairs = enumerate(pairwise(map(_folded, values)), start=1)
    wrong = (at for at, (one, other) in pairs if (one < other if is_down else one > other))  # type: ignore[operator]  # of one type
    return _Ordered(names, values, next(wrong, None))


def _elements(value: object) -> Sequence[object]:
    found = value.get("value") if isinstance(value, Mapping) else value
    return found if isinstance(found, list) else []


def _at(item: object, names: Sequence[str]) -> object:
    for name in names:
        item = item.get(name) if isinstance(item, Mapping) else None
    return item


def _comparable(values: Sequence[object]) -> bool:
    numbers = all(isinstance(value, int | Decimal) for value in values)
    return numbers or all(isinstance(value, str) for value in values)


def _folded(value: object) -> object:
    return value.casefold() if isinstance(value, str) else value

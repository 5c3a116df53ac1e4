"""Whether the elements of a collection are in the order that the request asks for."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from urllib.parse import unquote_plus

_OPTION = re.compile(r"(?:^|&)\$?orderby=([^&]+)", re.IGNORECASE)
_KEY = re.compile(r"\s*([\w@.]+(?:/[\w@.]+)*)(?:\s+(asc|desc))?\s*", re.IGNORECASE)


def order_fact(value: object, target: str) -> list[str]:
    """Return `kept` or `lost`, or nothing if the body does not show it.

    Only the first key of `$orderby` is looked at (OData 4.01 URL Conventions §5.1.5). Strings are
    compared without case; services differ in how they collate others.
    """
    option = _OPTION.search(unquote_plus(target.partition("?")[2]))
    key = _KEY.match(option[1]) if option else None
    if key is None:
        return []
    values = [_at(item, key[1].split("/")) for item in _elements(value)]
    if len(values) < 2 or not _comparable(values) or len(set(map(_folded, values))) < 2:
        return []
    ordered = values[::-1] if (key[2] or "").lower() == "desc" else values
    pairs = ((_folded(one), _folded(other)) for one, other in pairwise(ordered))
    return ["kept" if all(one <= other for one, other in pairs) else "lost"]  # type: ignore[operator]  # of one type


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

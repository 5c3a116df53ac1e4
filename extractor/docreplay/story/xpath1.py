"""Comparisons of XPath 1.0 (§3.4), which the library compares without converting to numbers."""

import math
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

_OPERATORS = ("=", "!=", "<", "<=", ">", ">=")


@cache
def parser_1() -> Any:
    """Return the parser of XPath 1.0."""
    from elementpath import XPath1Parser  # noqa: PLC0415  # slow to load, and seldom needed

    class Parser(XPath1Parser):
        """The parser of the library, with comparisons of its own."""

    for symbol in _OPERATORS:
        token = Parser.symbol_table[symbol]
        members = {"iter_comparison_data": _converted, "__slots__": ()}
        Parser.symbol_table[symbol] = type(token.__name__, (token,), members)
    return Parser


def _converted(token: Any, context: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the pairs to compare: as booleans if one is, else as numbers if one is or must be."""
    left, right = (list(token[side].atomization(context)) for side in (0, 1))
    if any(len(side) == 1 and isinstance(side[0], bool) for side in (left, right)):
        yield token.boolean_value(left), token.boolean_value(right)
        return
    for one, other in product(left, right):
        is_order = token.symbol not in ("=", "!=")
        if is_order or _is_number(one) or _is_number(other):
            yield _number(one), _number(other)
        else:
            yield str(one), str(other)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float)


def _number(value: Any) -> float:
    """Return a value as a number; text that is not one is NaN (XPath 1.0 §4.4)."""
    try:
        return float(str(value).strip())
    except ValueError:
        return math.nan

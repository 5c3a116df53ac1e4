"""Expressions of URI templates with an operator: `{?page,limit}`, `{+path}` (RFC 6570 §3.2)."""

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote

PATTERN = r"\{[+#./;?&][\w.%*,:-]+\}"
"""Matches such an expression."""
_OPTIONAL = re.compile(r"\{[#./;?&][\w.%*,:-]+\}")
_MODIFIER = re.compile(r"(?:\*|:(\d{1,4}))$")
_TRIPLET = re.compile(r"(%[0-9A-Fa-f]{2})")
_RESERVED = ":/?#[]@!$&'()*+,;="
_PATH = "/@!$&'()*+,;=:"
"""Reserved characters that a value of `{+path}` keeps: none that would end the path."""


class _Operator(NamedTuple):
    """How the values of an operator are joined (RFC 6570, appendix A)."""

    first: str
    separator: str
    named: bool = False
    if_empty: str = ""
    safe: str = ""


_OPERATORS = {
    "+": _Operator("", ",", safe=_PATH),
    "#": _Operator("#", ",", safe=_RESERVED),
    ".": _Operator(".", "."),
    "/": _Operator("/", "/"),
    ";": _Operator(";", ";", named=True),
    "?": _Operator("?", "&", named=True, if_empty="="),
    "&": _Operator("&", "&", named=True, if_empty="="),
}


def is_expression(written: str) -> bool:
    """Return True if the text in braces begins with an operator."""
    return written[:1] == "{" and written[1:2] in _OPERATORS


def is_optional(written: str) -> bool:
    """Return True if the expression is left out where none of its names has a value."""
    return is_expression(written) and written[1] != "+"


def without_optional(target: str) -> str:
    """Return a target without the expressions that may be left out."""
    return _OPTIONAL.sub("", target) if "{" in target else target


def names_of(written: str) -> tuple[str, ...]:
    """Return the names of an expression, without modifiers."""
    return tuple(_MODIFIER.sub("", name) for name in written[2:-1].split(",") if name)


def expand(written: str, value: Callable[[str], str]) -> str:
    """Return the expression with the values of its names; names without a value are left out.

    Values are strings, for which the modifier `*` means nothing, and `:3` the first characters.
    """
    operator = _OPERATORS[written[1]]
    parts = []
    for variable in written[2:-1].split(","):
        name = _MODIFIER.sub("", variable)
        found = value(name)
        if found:
            parts.append(_part(operator, name, found[: _length(variable)]))
    return operator.first + operator.separator.join(parts) if parts else ""


def _length(variable: str) -> int | None:
    modifier = _MODIFIER.search(variable)
    return int(modifier[1]) if modifier and modifier[1] else None


def _part(operator: _Operator, name: str, value: str) -> str:
    encoded = _quoted(value, operator.safe).replace("://", "%3A//")
    if set(value) <= {"."}:
        encoded = encoded.replace(".", "%2E")
    if not operator.named:
        return encoded
    return f"{name}={encoded}" if encoded else f"{name}{operator.if_empty}"


def _quoted(value: str, safe: str) -> str:
    """Return the value percent-encoded; reserved expansion keeps triplets (RFC 6570 §3.2.3)."""
    if not safe:
        return quote(value, safe="", errors="replace")
    return "".join(
        part if _TRIPLET.fullmatch(part) else quote(part, safe=safe, errors="replace")
        for part in _TRIPLET.split(value)
    )

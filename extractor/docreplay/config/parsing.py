"""What each key of the configuration may be, and what becomes of its value."""

import math
from collections.abc import Callable, Mapping
from typing import Any

from docreplay.model.finding import Severity
from docreplay.model.http import is_field_name, unfit_in_field_value
from docreplay.model.origin import BASE_URL_HINT, flaw_of_base_url, flaw_of_host
from docreplay.model.strictness import check_tables

Parser = Callable[[object], object]
"""Gives the value as `Config` has it. Raises `TypeError` (what it must be) or `UnfitValue`."""


class UnfitValue(ValueError):
    """A value of the right type that makes no sense: one sentence, and what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a string")
    return value


def _texts(value: object) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list | tuple) or not all(isinstance(item, str) for item in values):
        raise TypeError("a list of strings")
    return tuple(values)


def _flag(value: object) -> bool:
    if isinstance(value, str) and value.lower() in _WORDS:
        return _WORDS[value.lower()]
    if not isinstance(value, bool):
        raise TypeError("true or false")
    return value


def _number(value: object) -> float:
    if isinstance(value, bool):
        raise TypeError("a number")
    try:
        return float(str(value))
    except ValueError:
        raise TypeError("a number") from None


def _seconds(value: object) -> float:
    number = _number(value)
    if not math.isfinite(number) or number <= 0:
        raise UnfitValue(f"nobody can wait for {number:g} s", "give seconds above 0, such as 30")
    return number


def _count(value: object) -> int:
    number = _number(value)
    if not math.isfinite(number) or number < 1:
        raise UnfitValue(f"{number:g} is no number of bytes", "give one above 0, such as 50000000")
    return int(number)


def _severity(value: object) -> Severity:
    try:
        return Severity[str(value).upper()]
    except KeyError:
        raise TypeError("error, warning or note") from None


def _table(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("a table")
    return value


def _base_url(value: object) -> str:
    url = _text(value)
    flaw = flaw_of_base_url(url) if url else ""
    if flaw:
        raise UnfitValue(flaw, BASE_URL_HINT)
    return url


def _hosts(value: object) -> tuple[str, ...]:
    hosts = _texts(value)
    for host in hosts:
        if flaw := flaw_of_host(host):
            hint = "write it like graph.example.com, or graph.example.com:8443 for one port only"
            raise UnfitValue(f"`{host}` is no host: {flaw}", hint)
    return hosts


def _headers(value: object) -> dict[str, str]:
    headers = _table(value)
    for name, item in headers.items():
        if not isinstance(item, str):  # whose values must not be shown
            raise UnfitValue(f"the header {name} must be a string", f'write {name} = "…"')
        if not is_field_name(name):
            raise UnfitValue(f"`{name}` is no name of a header", "write it like X-My-Header")
        if unfit := unfit_in_field_value(item):
            hint = "give visible ASCII characters; encode all others as the service wants it"
            raise UnfitValue(f"the header {name} holds {unfit!r}, which HTTP cannot carry", hint)
    return headers


def _parameters(value: object) -> dict[str, Any]:
    table = _table(value)
    for name, item in table.items():
        for key, inner in item.items() if isinstance(item, dict) else ((name, item),):
            if not isinstance(inner, str | int | float):
                hint = f'write {key} = "42"; a table is for pages or for one case'
                raise UnfitValue(f"`{key}` is neither text nor a number", hint)
    return table


def _strictness(value: object) -> dict[str, Any]:
    table = _table(value)
    check_tables(table)
    return table


def _tables(parse: Parser) -> Parser:
    return lambda value: {key: parse(item) for key, item in _table(value).items()}


_WORDS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}
PARSERS: Mapping[str, Parser] = {
    "docs": _texts,
    "output": _text,
    "exclude": _texts,
    "source-locale": _text,
    "source-repo": _text,
    "locales": _texts,
    "all-locales": _flag,
    "tags": _texts,
    "base-url": _base_url,
    "allow-hosts": _hosts,
    "unsafe-methods": _flag,
    "timeout": _seconds,
    "max-response-bytes": _count,
    "headers": _headers,
    "parameters": _parameters,
    "pair-ignored": _flag,
    "infer-unannotated": _flag,
    "compare": _strictness,
    "select": _texts,
    "ignore": _texts,
    "severity": _tables(_severity),
    "per-page-ignores": _tables(_texts),
    "fail-on": _severity,
    "baseline": _text,
}
KEYS = tuple(PARSERS)
"""The keys that a configuration file may have."""

_LISTS = (_texts, _hosts)
_SIMPLE = (*_LISTS, _text, _flag, _base_url, _seconds, _count, _severity)
ENVIRONMENT: Mapping[str, bool] = {
    key: parse in _LISTS for key, parse in PARSERS.items() if parse in _SIMPLE
}
"""The keys that the environment may have as well, and whether their value is a list."""

"""Formats of strings, as lenient as the values that services really send."""

import re
from collections.abc import Callable, Mapping
from datetime import date

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DAY = r"\d{4}-\d\d-\d\d"
_TIME = r"(?:[01]\d|2[0-4]):[0-5]\d(?::(?:[0-5]\d|60)(?:\.\d{1,12})?)?"
_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "date-time": re.compile(_DAY + rf"[Tt ]{_TIME}(?:[Zz]|[+-]\d\d:?\d\d)?"),
    "date": _DATE,
    "time": re.compile(rf"{_TIME}(?:[Zz]|[+-]\d\d:?\d\d)?"),
    "duration": re.compile(
        r"-?P(?=[\dT])(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?"
        r"(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?"
    ),
    "guid": re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.I),
    "uri": re.compile(r"[a-z][a-z0-9+.-]*+://[^\s/?#]++\S*+", re.I),
    "email": re.compile(r"[^@\s]++@[^@\s.]++(?:\.[^@\s.]++)++"),
    "etag": re.compile(r"(?:W/)?\"[\x21\x23-\x7e\x80-\uffff]*\""),
}
"""RFC 3339 §5.6 with any number of fractional digits; ISO 8601 durations; RFC 4122 §3; RFC 3986;
RFC 9110 §8.8.3."""

_GUID = 36
"""Number of characters of a GUID."""

_BASE64 = re.compile(r"(?:[A-Za-z0-9+/_-]++|\r?\n)*+={0,2}")
"""Either alphabet of RFC 4648, in lines or not; OData JSON Format 4.01 §7.1 asks for the second.

An example cannot prove it, as any word would be an instance; only a declared type does.
"""

CERTAIN = frozenset({"date-time", "date", "time", "duration"})
"""Formats that one example proves; an id that happens to be a GUID may be any string."""

WORDS: Mapping[str, str] = {
    "date-time": "a date and time",
    "timestamp": "a point in time",
    "date": "a date",
    "time": "a time of day",
    "duration": "an ISO 8601 duration",
    "guid": "a GUID",
    "uri": "an absolute URL",
    "email": "an e-mail address",
    "etag": "an entity tag",
    "base64": "base64",
}


def format_of(text: str) -> str:
    """Return the format of a documented string, or `""`; most strings need no pattern for that."""
    if (
        text[:1] not in "0123456789-P"
        and len(text) != _GUID
        and text[-1:] != '"'
        and "@" not in text
        and "://" not in text
    ):
        return ""
    return next((name for name in _PATTERNS if has_format(text, name)), "")


def has_format(text: str, name: str) -> bool:
    """Return True if a string has the format; dates must be in the calendar."""
    if name == "timestamp":
        return has_format(text, "date-time") or has_format(text, "date")
    if name == "base64":
        return _BASE64.fullmatch(text) is not None
    if not _PATTERNS[name].fullmatch(text):
        return False
    return name not in ("date", "date-time") or _is_day(text)


def _is_day(text: str) -> bool:
    if "01" <= text[5:7] <= "12" and "01" <= text[8:10] <= "28":
        return True
    match = _DATE.match(text)
    try:
        return bool(match and date(int(match[1]) or 1, int(match[2]), int(match[3])))
    except ValueError:
        return False


_COMMON_DAY = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])"
_COMMON: Mapping[str, re.Pattern[str]] = {
    "date-time": re.compile(_COMMON_DAY + _PATTERNS["date-time"].pattern.removeprefix(_DAY)),
    "date": re.compile(_COMMON_DAY),
    "timestamp": re.compile(
        _COMMON_DAY + rf"(?:{_PATTERNS['date-time'].pattern.removeprefix(_DAY)})?"
    ),
}
"""The same for the days that every month has, which need no calendar: twice as fast."""


def _check_of(name: str) -> Callable[[str], object]:
    """Return the fastest check of a format: common values need one match."""
    common = _COMMON.get(name)
    if common is None:
        return _PATTERNS.get(name, _BASE64).fullmatch
    return lambda text: common.fullmatch(text) or has_format(text, name)


CHECKS: Mapping[str, Callable[[str], object]] = {
    name: _check_of(name) for name in (*_PATTERNS, "timestamp", "base64")
}
"""Checks that return a true value if a string has the format."""

"""How long a service asks its clients to wait: `Retry-After`, and the headers of rate limits."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from docreplay.model.case import Answer
from docreplay.model.http.http import values_of

_PARAMETER = re.compile(r"[;,\s]*\b(r|t|remaining|reset)\s*=\s*(\d{1,12})", re.IGNORECASE)
"""A parameter of `RateLimit` (draft-ietf-httpapi-ratelimit-headers, also in its older forms)."""
_PREFIXES = ("ratelimit", "x-ratelimit", "x-rate-limit")
_NUMBER = re.compile(r"\s*(\d{1,12})(?:\.\d*)?\b")
_EPOCH = 1_000_000_000
"""A `reset` of at least this is a time in seconds since 1970, as GitHub sends it."""


def retry_after(answer: Answer, now: datetime | None = None) -> float | None:
    """Return the seconds of `Retry-After` (RFC 9110 §10.2.3): a number, or a date; else None.

    A date in the past is 0 s. Other values, such as a negative number, are not valid.
    """
    text = next(values_of("retry-after", answer.headers), "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:12])
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    date = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0.0, (date - (now or datetime.now(UTC))).total_seconds())


def pause_of(answer: Answer, now: datetime | None = None) -> float:
    """Return the seconds until the service accepts requests again, by all that its headers say.

    That is 0 unless no request is left, or the response is 429 or 503 with `Retry-After`.
    """
    now = now or datetime.now(UTC)
    waits = [reset for left, reset in _limits(answer, now) if left == 0]
    if answer.status in (429, 503):
        waits.append(retry_after(answer, now) or 0.0)
    return max(waits, default=0.0)


def _limits(answer: Answer, now: datetime) -> Iterator[tuple[int, float]]:
    """Yield the number of requests that are left and the seconds until that changes."""
    for value in values_of("ratelimit", answer.headers):
        for item in value.split(","):
            yield from _pair(dict(_PARAMETER.findall(item.lower())), now)
        yield from _pair(dict(_PARAMETER.findall(value.lower())), now)
    for prefix in _PREFIXES:
        found: dict[str, str] = {}
        for name in ("remaining", "reset"):
            number = _NUMBER.match(next(values_of(f"{prefix}-{name}", answer.headers), ""))
            found |= {name: number[1]} if number else {}
        yield from _pair(found, now)


def _pair(found: dict[str, str], now: datetime) -> Iterator[tuple[int, float]]:
    left = found.get("r", found.get("remaining"))
    reset = float(found.get("t", found.get("reset", 0)))
    if left is not None:
        seconds = reset - now.timestamp() if reset >= _EPOCH else reset
        yield int(left), max(0.0, seconds)

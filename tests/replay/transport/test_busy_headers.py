"""How long a service asks its clients to wait."""

from datetime import UTC, datetime

import pytest

from docreplay.model.case import Answer
from docreplay.replay.transport.busy_headers import pause_of, retry_after

NOW = datetime(2026, 1, 1, tzinfo=UTC)
EPOCH = int(NOW.timestamp())


def answer(status: int, **headers: str) -> Answer:
    pairs = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Answer(status=status, reason="", headers=pairs, body=b"")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        (" 120 ", 120),
        ("9" * 40, 999999999999),
        ("Thu, 01 Jan 2026 00:00:30 GMT", 30),
        ("Thu, 01 Jan 2026 00:00:30", 30),
        ("Thursday, 01-Jan-26 00:00:30 GMT", 30),
        ("Wed, 31 Dec 2025 00:00:00 GMT", 0),
        ("-1", None),
        ("1.5", None),
        ("soon", None),
        ("١٢", None),
        ("", None),
        ("Thu, 99 Foo 2026 00:00:30 GMT", None),
        ("Thu, 01 Jan 99999999999999 00:00:30 GMT", None),
    ],
)
def test_retry_after_is_a_number_or_a_date(value: str, seconds: float | None) -> None:
    assert retry_after(answer(429, Retry_After=value), NOW) == seconds


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (200, {}, 0),
        (200, {"RateLimit": "limit=10, remaining=0, reset=7"}, 7),
        (200, {"RateLimit": "limit=10, remaining=3, reset=7"}, 0),
        (200, {"RateLimit": '"default";r=0;t=7'}, 7),
        (200, {"RateLimit": '"burst";r=5;t=1, "day";r=0;t=9'}, 9),
        (200, {"RateLimit": '"default";r=50;t=30'}, 0),
        (200, {"RateLimit_Remaining": "0", "RateLimit_Reset": "4"}, 4),
        (200, {"RateLimit_Remaining": "1", "RateLimit_Reset": "4"}, 0),
        (200, {"X_RateLimit_Remaining": "0", "X_RateLimit_Reset": str(EPOCH + 12)}, 12),
        (200, {"X_RateLimit_Remaining": "0", "X_RateLimit_Reset": str(EPOCH - 12)}, 0),
        (200, {"X_Rate_Limit_Remaining": "0", "X_Rate_Limit_Reset": "3"}, 3),
        (200, {"RateLimit_Remaining": "0"}, 0),
        (200, {"RateLimit_Remaining": "none", "RateLimit_Reset": "4"}, 0),
        (200, {"Retry_After": "5"}, 0),
        (429, {"Retry_After": "5"}, 5),
        (503, {"Retry_After": "5", "RateLimit": "r=0;t=9"}, 9),
        (429, {"Retry_After": "soon"}, 0),
    ],
)
def test_a_pause_is_what_the_headers_ask_for(
    status: int, headers: dict[str, str], seconds: float
) -> None:
    assert pause_of(answer(status, **headers), NOW) == seconds

"""The clock: flows take days and times as values, and only this module asks for them."""

from datetime import UTC, date, datetime


def today() -> date:
    """Return the current date (UTC)."""
    return datetime.now(UTC).date()


def now() -> str:
    """Return the current time (RFC 3339, UTC) in seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

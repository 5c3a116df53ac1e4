"""The clock: flows take the day as a value, and only this module asks for it."""

from datetime import UTC, date, datetime


def today() -> date:
    """Return the current date (UTC)."""
    return datetime.now(UTC).date()

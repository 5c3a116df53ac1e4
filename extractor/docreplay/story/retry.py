"""How long to wait before a step is tried again (Arazzo 1.1, Failure Action Object)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from docreplay.model.case import Answer
from docreplay.model.http.http import values_of
from docreplay.model.stories.story import Action


def seconds_to_wait(action: Action, answer: Answer | None, now: datetime | None = None) -> float:
    """Return the seconds: those of `Retry-After` (RFC 9110 §10.2.3), else those of the action."""
    text = next(values_of("retry-after", answer.headers), "").strip() if answer else ""
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        date = parsedate_to_datetime(text)
    except ValueError:
        return action.retry_after
    date = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0.0, (date - (now or datetime.now(UTC))).total_seconds())

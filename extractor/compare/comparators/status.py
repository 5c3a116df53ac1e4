"""The status code; the reason phrase is never compared (RFC 9110 §15.1: clients ignore it)."""

from collections.abc import Iterator

from extractor.compare.comparator import Comparator
from extractor.compare.rules.status_differs import RULE as DIFFERS
from extractor.compare.subject import Subject
from extractor.model.finding import Finding


def check(subject: Subject) -> Iterator[Finding]:
    """The answer has the documented status."""
    expected, actual = subject.expectation.status, subject.answer.status
    place = subject.expectation.status_at
    if expected is None or place is None or expected == actual:
        return
    said = f" ({subject.error})" if subject.error and actual >= 400 else ""
    yield DIFFERS.at(
        place,
        f"the service answers {actual}, the page says {expected}{said}",
        expected=str(expected),
        actual=f"{actual} {subject.answer.reason}".strip(),
    )


COMPARATOR = Comparator(check)

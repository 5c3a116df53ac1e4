"""A body where the page documents one, and none where it documents that."""

from collections.abc import Iterator

from docreplay.compare.comparator import Comparator
from docreplay.compare.rules.body_missing import RULE as MISSING
from docreplay.compare.rules.body_unexpected import RULE as UNEXPECTED
from docreplay.compare.subject import ResponseSubject
from docreplay.model.finding import Finding


def check(subject: ResponseSubject) -> Iterator[Finding]:
    """Report a missing or an unexpected body."""
    if not subject.may_have_body:
        return
    expectation, body = subject.expectation, subject.answer.body
    if expectation.body is not None and not body.strip():
        message = "response body is empty; the page documents one"
        yield MISSING.at(expectation.body.location, message)
    place = expectation.status_at
    if expectation.no_body and body.strip() and place:
        shown = body[:60].decode("utf-8", "replace")
        message = f"expected no body with status {expectation.status}, got one"
        yield UNEXPECTED.at(place, message, expected="no body", actual=shown)


COMPARATOR = Comparator(check)

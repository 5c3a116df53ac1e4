"""Whether there is a body where the page shows one, and none where it says so."""

from collections.abc import Iterator

from docreplay.compare.comparator import Comparator
from docreplay.compare.rules.body_missing import RULE as MISSING
from docreplay.compare.rules.body_unexpected import RULE as UNEXPECTED
from docreplay.compare.subject import Subject
from docreplay.model.finding import Finding


def check(subject: Subject) -> Iterator[Finding]:
    """The answer has a body exactly where the page claims one way or the other."""
    if not subject.is_body_comparable:
        return
    expectation, body = subject.expectation, subject.answer.body
    if expectation.body is not None and not body.strip():
        message = "the answer has no body, the page shows one"
        yield MISSING.at(expectation.body.location, message)
    place = expectation.status_at
    if expectation.no_body and body.strip() and place:
        shown = body[:60].decode("utf-8", "replace")
        message = f"the answer has a body, a {expectation.status} has none"
        yield UNEXPECTED.at(place, message, expected="no body", actual=shown)


COMPARATOR = Comparator(check)

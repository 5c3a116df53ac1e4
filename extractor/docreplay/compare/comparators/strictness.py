"""The comparison that an annotation configures."""

from collections.abc import Iterator

from docreplay.compare.comparator import Comparator
from docreplay.compare.rules.strictness_unreadable import RULE as UNREADABLE
from docreplay.compare.subject import ResponseSubject
from docreplay.model.finding import Finding


def check(subject: ResponseSubject) -> Iterator[Finding]:
    """Report an invalid `compare` of the annotation."""
    wrong, place = subject.requested[1], subject.expectation.body
    if wrong and place:
        message = f"`compare` of the annotation is ignored: {wrong}"
        yield UNREADABLE.at(place.location, message)


COMPARATOR = Comparator(check)

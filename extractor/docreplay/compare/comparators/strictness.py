"""Whether the comparison that the page asks for makes sense."""

from collections.abc import Iterator

from docreplay.compare.comparator import Comparator
from docreplay.compare.rules.strictness_unreadable import RULE as UNREADABLE
from docreplay.compare.subject import Subject
from docreplay.model.finding import Finding


def check(subject: Subject) -> Iterator[Finding]:
    """The `compare` of the annotation has a meaning."""
    wrong, place = subject.requested[1], subject.expectation.body
    if wrong and place:
        message = f"the `compare` of the annotation is left out of account: {wrong}"
        yield UNREADABLE.at(place.location, message)


COMPARATOR = Comparator(check)

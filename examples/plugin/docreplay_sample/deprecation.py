"""Compare what the service announces with what the page documents: the end of an operation."""

from collections.abc import Iterator

from docreplay.compare.comparator import Comparator
from docreplay.compare.subject import ResponseSubject
from docreplay.model.finding import Finding
from docreplay_sample.operation_deprecated import RULE

_HEADER = "sunset"


def check(subject: ResponseSubject) -> Iterator[Finding]:
    """Yield a finding if the response has the header and the page does not document it."""
    expectation = subject.expectation
    documented = any(header.name.lower() == _HEADER for header in expectation.headers)
    if documented or expectation.status_at is None:
        return
    for name, value in subject.answer.headers:
        if name.lower() == _HEADER:
            message = "the service announces the end of this operation"
            yield RULE.at(expectation.status_at, message, actual=f"{name}: {value}")


COMPARATOR = Comparator(check)

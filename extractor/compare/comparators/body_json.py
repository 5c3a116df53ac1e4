"""A JSON body against the form that the page gives it."""

from collections.abc import Iterator

from extractor.compare.comparator import Comparator
from extractor.compare.decoding import Unreadable
from extractor.compare.document import Document
from extractor.compare.explain import explain
from extractor.compare.rules.answer_unreadable import RULE as UNREADABLE
from extractor.compare.rules.error_expected import RULE as ERROR_EXPECTED
from extractor.compare.rules.error_unexpected import RULE as ERROR_UNEXPECTED
from extractor.compare.subject import Subject
from extractor.model.finding import Finding
from extractor.model.http import is_json
from extractor.model.source import Passage


def check(subject: Subject) -> Iterator[Finding]:
    """The answer is JSON of the documented form; an error in its place is called one."""
    body, document = subject.expectation.body, subject.document
    if not subject.is_body_comparable or not subject.answer.body.strip():
        return
    if body is None:
        yield from _error_without_body(subject)
    if body is None or document is None:
        return
    try:
        value = subject.value
    except Unreadable as error:
        shown = subject.answer.body[:60].decode("utf-8", "replace")
        yield UNREADABLE.at(body.location, f"the body cannot be read: {error}", actual=shown)
        return
    wrong = list(_errors(subject, document, body))
    yield from wrong or explain(document, body, value)


def _errors(subject: Subject, document: Document, body: Passage) -> Iterator[Finding]:
    """An error where success is documented, or success where an error is."""
    documented = isinstance(document.json.value, dict) and "error" in document.json.value
    if subject.error and not documented:
        message = f"the body is an error: {subject.error}"
        yield ERROR_UNEXPECTED.at(body.location, message, actual=subject.error)
    elif subject.expectation.shape.expect_error and documented and not subject.error:
        message = "the page documents an error, the body of the answer holds none"
        yield ERROR_EXPECTED.at(body.location, message)


def _error_without_body(subject: Subject) -> Iterator[Finding]:
    """The page says that an error is expected, and shows no more of it than its status."""
    expectation, place = subject.expectation, subject.expectation.status_at
    is_error = expectation.shape.expect_error and (expectation.status or 0) >= 400
    if is_error and place and is_json(subject.answer.media_type) and not subject.error:
        message = "the page expects an error, the body of the answer holds none"
        yield ERROR_EXPECTED.at(place, message)


COMPARATOR = Comparator(check)

"""A JSON body by the schema that the page gives it."""

from collections.abc import Iterator

from docreplay.compare.comparator import Comparator
from docreplay.compare.explain import explain
from docreplay.compare.rules.answer_unreadable import RULE as UNREADABLE
from docreplay.compare.rules.error_expected import RULE as ERROR_EXPECTED
from docreplay.compare.rules.error_unexpected import RULE as ERROR_UNEXPECTED
from docreplay.compare.subject import ResponseSubject, error_of
from docreplay.model.body.document import Document
from docreplay.model.finding import Finding
from docreplay.model.http.decoding import Unreadable
from docreplay.model.location import Passage


def check(subject: ResponseSubject) -> Iterator[Finding]:
    """Report what differs from the documented schema, or that the body is an error object."""
    body, document = subject.expectation.body, subject.document
    if not subject.has_body:
        return
    if body is None or document is None:
        return
    try:
        value = subject.value
    except Unreadable as error:
        shown = subject.answer.body[:60].decode("utf-8", "replace")
        yield UNREADABLE.at(body.location, f"cannot read the response body: {error}", actual=shown)
        return
    wrong = list(_errors(subject, document, body))
    yield from wrong or explain(document, body, value)


def _errors(subject: ResponseSubject, document: Document, body: Passage) -> Iterator[Finding]:
    """Return a finding if exactly one of page and response has an OData error object.

    Errors of other formats (RFC 6749 §5.2, RFC 9457) are compared like any other body.
    """
    shown = document.json.value
    documented = isinstance(shown, dict) and "error" in shown
    if subject.error and not documented:
        message = f"response body is an error object: {subject.error}"
        yield ERROR_UNEXPECTED.at(body.location, message, actual=subject.error)
    elif subject.expectation.shape.expect_error and error_of(shown) and not subject.error:
        message = "expected an error object in the response, found none"
        yield ERROR_EXPECTED.at(body.location, message)


COMPARATOR = Comparator(check)

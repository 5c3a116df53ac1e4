"""Compares an answer with what a page says: all comparators, all mismatches."""

from collections.abc import Iterable
from functools import cache

from docreplay.compare.comparator import Comparator
from docreplay.compare.explain import explain
from docreplay.compare.rules.answer_unreadable import RULE as UNREADABLE
from docreplay.compare.subject import Subject, requested_strictness
from docreplay.diagnostics.registry import ExtensionPoint
from docreplay.model.case import Answer, Case, Expectation
from docreplay.model.finding import Finding
from docreplay.model.http import Request
from docreplay.model.json.value import JSON
from docreplay.model.resource_catalogue import EMPTY, Catalogue
from docreplay.model.strictness import DEFAULT, Strictness


def compare(
    expectation: Expectation,
    answer: Answer,
    *,
    catalogue: Catalogue = EMPTY,
    request: Request | None = None,
    strictness: Strictness = DEFAULT,
) -> tuple[Finding, ...]:
    """Everything in which the answer differs from the expectation, by place; `()` if nothing.

    `request` is the documented one: what it sent may have to come back. `strictness` is that of
    the run; the page's own goes before it.
    """
    subject = Subject(expectation, answer, catalogue, request, strictness)
    found = [item for comparator in comparators() for item in _checked(comparator, subject)]
    return tuple(sorted(found, key=lambda finding: finding.sort_key)) if found else ()


def _checked(comparator: Comparator, subject: Subject) -> Iterable[Finding]:
    """What a comparator finds; an answer that nests without end is one finding."""
    try:
        return tuple(comparator.check(subject))
    except RecursionError:
        body, place = subject.expectation.body, subject.expectation.status_at
        at = body.location if body else place
        message = "the body cannot be compared: it is nested too deeply"
        return (UNREADABLE.at(at, message),) if at else ()


def accepts_alternatives(expectation: Expectation, strictness: Strictness = DEFAULT) -> bool:
    """Whether any other response that the page documents for the same request will do."""
    return requested_strictness(expectation.shape.compare, strictness)[0].alternatives


COMPARATORS = ExtensionPoint(
    "docreplay.compare.comparators", "docreplay.comparators", "COMPARATOR", Comparator
)


@cache
def comparators() -> tuple[Comparator, ...]:
    """Return every comparator: those of the folder, then those of other packages."""
    return COMPARATORS.load_all()


def contradictions(
    case: Case, catalogue: Catalogue, strictness: Strictness = DEFAULT
) -> tuple[Finding, ...]:
    """In what the documented response itself differs from the page of its resource, by place.

    These are the warnings that an answer which is just as documented would raise.
    """
    body, nothing = case.expectation.body, Answer(status=0, reason="", headers=(), body=b"")
    subject = Subject(case.expectation, nothing, catalogue, case.request, strictness)
    document = subject.document
    if body is None or document is None or document.expected.resource is None:
        return ()
    found = explain(document, body, document.json.value)
    return tuple(sorted(found, key=lambda finding: finding.sort_key))


def schema(case: Case, catalogue: Catalogue = EMPTY, strictness: Strictness = DEFAULT) -> JSON:
    """The JSON Schema that the body of an answer is held to, or None where it is not JSON."""
    expectation = case.expectation
    answer = Answer(status=0, reason="", headers=(), body=b"")
    document = Subject(expectation, answer, catalogue, case.request, strictness).document
    return document.expected.json_schema if document else None

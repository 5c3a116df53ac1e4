"""Comparison of a response with a page, by all comparators."""

from collections.abc import Iterable
from functools import cache

from docreplay.compare.comparator import Comparator
from docreplay.compare.explain import explain
from docreplay.compare.rules.answer_unreadable import RULE as UNREADABLE
from docreplay.compare.rules.body_not_compared import RULE as NOT_COMPARED
from docreplay.compare.rules.error_unexpected import RULE as ERROR_UNEXPECTED
from docreplay.compare.subject import MAX_VALUES, ResponseSubject, requested_strictness
from docreplay.diagnostics.registry import ExtensionPoint
from docreplay.model.body.json_schema import readable_schema
from docreplay.model.case import Answer, Case, Expectation
from docreplay.model.finding import Finding, Severity
from docreplay.model.http.http import Request
from docreplay.model.json.value import JSON
from docreplay.model.strictness import DEFAULT, Strictness
from docreplay.model.types.listed_values import NOTHING_LISTED, ListedValues
from docreplay.model.types.resource_catalogue import EMPTY, Catalogue


def compare(
    expectation: Expectation,
    answer: Answer,
    *,
    catalogue: Catalogue = EMPTY,
    request: Request | None = None,
    strictness: Strictness = DEFAULT,
    max_values: int = MAX_VALUES,
    listed: ListedValues = NOTHING_LISTED,
) -> tuple[Finding, ...]:
    """Return every difference of a response from the expectation, ordered by place.

    `request` is the documented one, whose values the response may repeat. `strictness` is that of
    the run; that of the page takes precedence. A JSON body of more than `max_values` values is not
    compared. `listed` are the values that the page lists for properties.
    """
    subject = ResponseSubject(
        expectation, answer, catalogue, request, strictness, max_values, listed
    )
    found = [item for comparator in comparators() for item in _checked(comparator, subject)]
    return tuple(sorted(found, key=lambda finding: finding.sort_key)) if found else ()


def _checked(comparator: Comparator, subject: ResponseSubject) -> Iterable[Finding]:
    """Return the findings of a comparator, or one if the body is nested too deeply."""
    try:
        return tuple(comparator.check(subject))
    except RecursionError:
        body, place = subject.expectation.body, subject.expectation.status_at
        at = body.location if body else place
        message = "cannot compare the response body: nested too deeply"
        return (UNREADABLE.at(at, message),) if at else ()


def nothing_compared(expectation: Expectation, answer: Answer, findings: Iterable[Finding]) -> str:
    """Return why nothing of the documented body was compared, or `""`.

    `findings` are all differences of the response: a finding that the configuration ignores may be
    the reason why the body was not looked at.
    """
    reasons = (item.message for item in findings if _prevents_comparison(item))
    wanted = expectation.status
    if expectation.body and wanted and wanted // 100 != answer.status // 100:
        return f"the status is {answer.status}, so the body is not compared"
    return next(reasons, "")


def _prevents_comparison(finding: Finding) -> bool:
    if finding.code == NOT_COMPARED.code:
        return finding.severity is Severity.WARNING
    return finding.code in (UNREADABLE.code, ERROR_UNEXPECTED.code)


def needs_text(expectation: Expectation, strictness: Strictness = DEFAULT) -> bool:
    """Return True if more than the value of the documented body counts: digits, when exact."""
    return requested_strictness(expectation.shape.compare, strictness)[0].compares_values


def accepts_alternatives(expectation: Expectation, strictness: Strictness = DEFAULT) -> bool:
    """Return True if any other documented response of the same request is accepted."""
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
    """Return the differences of a documented response from the page of its resource.

    These are the warnings that a response exactly as documented would cause.
    """
    body, nothing = case.expectation.body, Answer(status=0, reason="", headers=(), body=b"")
    subject = ResponseSubject(case.expectation, nothing, catalogue, case.request, strictness)
    document = subject.document_once
    if body is None or document is None or document.expected.resource is None:
        return ()
    found = explain(document, body, document.json.value)
    return tuple(sorted(found, key=lambda finding: finding.sort_key))


def schema(
    case: Case,
    catalogue: Catalogue = EMPTY,
    strictness: Strictness = DEFAULT,
    listed: ListedValues = NOTHING_LISTED,
) -> JSON:
    """Return the JSON Schema that response bodies are judged by, or None if it is not JSON."""
    expectation = case.expectation
    answer = Answer(status=0, reason="", headers=(), body=b"")
    subject = ResponseSubject(
        expectation, answer, catalogue, case.request, strictness, listed=listed
    )
    document = subject.document
    return readable_schema(document.expected.json_schema) if document else None

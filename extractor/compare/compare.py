"""Compares an answer with what a page says: all comparators, all mismatches."""

from functools import cache

from extractor.compare.comparator import Comparator
from extractor.compare.document import document_of
from extractor.compare.selection import selection_of
from extractor.compare.subject import Subject
from extractor.model.case import Answer, Case, Expectation
from extractor.model.catalogue import EMPTY, Catalogue
from extractor.model.finding import Finding
from extractor.model.http import Request
from extractor.model.json import JSON
from extractor.registry import discover


def compare(
    expectation: Expectation,
    answer: Answer,
    *,
    catalogue: Catalogue = EMPTY,
    request: Request | None = None,
) -> tuple[Finding, ...]:
    """Everything in which the answer differs from the expectation, by place; `()` if nothing.

    `request` is the documented one: what it sent may have to come back.
    """
    subject = Subject(expectation, answer, catalogue, request)
    found = [item for comparator in comparators() for item in comparator.check(subject)]
    return tuple(sorted(found, key=lambda finding: finding.sort_key)) if found else ()


@cache
def comparators() -> tuple[Comparator, ...]:
    """Every comparator of the folder."""
    return discover("extractor.compare.comparators", "COMPARATOR", Comparator)


def schema(case: Case, catalogue: Catalogue = EMPTY) -> JSON:
    """The JSON Schema that the body of an answer is held to, or None where it is not JSON."""
    body, shape = case.expectation.body, case.expectation.shape
    if body is None:
        return None
    selection = selection_of(case.request.target)
    document = document_of(body.text, shape, catalogue.beside(body.path), selection)
    return dict(document.schema) if document else None

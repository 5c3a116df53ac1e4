"""Findings about operations that were followed and lists that were read, and their verdicts."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from docreplay.diagnostics.rules.monitor_broken import RULE as BROKEN
from docreplay.diagnostics.rules.operation_failed import RULE as FAILED
from docreplay.diagnostics.rules.operation_not_followed import RULE as NOT_FOLLOWED
from docreplay.diagnostics.rules.operation_unfinished import RULE as UNFINISHED
from docreplay.diagnostics.rules.page_link_refused import RULE as LINK_REFUSED
from docreplay.diagnostics.rules.page_link_repeated import RULE as LINK_REPEATED
from docreplay.diagnostics.rules.page_unanswered import RULE as UNANSWERED
from docreplay.diagnostics.rules.pages_limited import RULE as LIMITED
from docreplay.model.case import (
    Case,
    FollowedOperation,
    FollowedPages,
    OperationEnd,
    Outcome,
    PagesEnd,
)
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.run import Verdict, VerdictKind

_OPERATIONS: Mapping[OperationEnd, Rule] = {
    "failed": FAILED,
    "unfinished": UNFINISHED,
    "broken": BROKEN,
    "not-followed": NOT_FOLLOWED,
}
_PAGES: Mapping[PagesEnd, tuple[Rule, str]] = {
    "repeated": (LINK_REPEATED, "the next link of page {number} leads to an earlier page"),
    "refused": (LINK_REFUSED, "the next link of page {number} is not followed: {reason}"),
    "unanswered": (UNANSWERED, "page {next} cannot be read: {reason}"),
    "limited": (LIMITED, "the list is not read beyond page {number}: {reason}"),
}
_KINDS: Mapping[str, VerdictKind] = {
    FAILED.code: "operation-failed",
    UNFINISHED.code: "operation-unfinished",
    BROKEN.code: "operation-unfinished",
}
"""Kinds of verdicts by the only errors that they have."""


def operation_findings(case: Case, operation: FollowedOperation) -> Iterator[Finding]:
    """Yield the finding about an operation that is not known to have succeeded."""
    if operation.end in _OPERATIONS:
        yield _OPERATIONS[operation.end].at(case.location, operation.sentence)


def pages_findings(case: Case, pages: FollowedPages) -> Iterator[Finding]:
    """Yield the finding about a list that was not read to its end."""
    if pages.end in _PAGES:
        rule, text = _PAGES[pages.end]
        number = pages.number
        message = text.format(number=number, next=number + 1, reason=pages.reason)
        if rule is LINK_REPEATED and pages.reason:
            message = pages.reason
        yield rule.at(case.location, message)


def followed_findings(case: Case, outcome: Outcome) -> tuple[Finding, ...]:
    """Return the findings about what a response led to; none if nothing was followed."""
    operation = outcome.operation
    return (
        *(operation_findings(case, operation) if operation else ()),
        *(pages_findings(case, outcome.pages) if outcome.pages else ()),
    )


def with_followed(verdict: Verdict, outcome: Outcome) -> Verdict:
    """Return the verdict with the kind of one that only its operation fails."""
    if outcome.operation is None or verdict.outcome != "failed" or verdict.kind:
        return verdict
    errors = {item.code for item in verdict.findings if item.severity is Severity.ERROR}
    kinds = {_KINDS.get(code, "") for code in errors}
    return replace(verdict, kind=kinds.pop()) if len(kinds) == 1 else verdict

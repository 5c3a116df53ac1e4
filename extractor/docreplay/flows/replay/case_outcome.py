"""The outcome of a case that was answered: never passed by what was suppressed or not compared."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from docreplay.compare.compare import nothing_compared
from docreplay.compare.path_use import path_use
from docreplay.compare.subject import ResponseSubject
from docreplay.diagnostics.rules.request_repeated import RULE as REPEATED
from docreplay.diagnostics.suppressions import NOTHING, Selected
from docreplay.model.case import Answer, Case, FailureKind, Outcome, Skipped, Unreachable
from docreplay.model.finding import Finding, Severity
from docreplay.model.http.http import values_of
from docreplay.model.run import CaseOutcome, Verdict, VerdictKind
from docreplay.model.strictness import Strictness
from docreplay.model.types.resource_catalogue import EMPTY

_REFUSALS = (401, 403)
_REDIRECTIONS = (301, 302, 303, 307, 308)
"""Statuses that send the client to the URL in `Location` (RFC 9110 §15.4)."""
_FAILURES: dict[FailureKind, str] = {
    "unreachable": "service unreachable",
    "timed-out": "timed out",
    "died": "connection lost",
    "unreadable": "unreadable response",
    "refused": "no credentials",
}
"""What the reason of a case without a valid response begins with."""


class Differences(NamedTuple):
    """All differences of a response, and which of them are reported or suppressed."""

    all: tuple[Finding, ...] = ()
    selected: Selected = NOTHING


def outcome_of(
    case: Case, answer: Answer, found: Differences, fail_on: Severity
) -> tuple[CaseOutcome, str]:
    """Return the outcome of a case with its reason."""
    if worst := _worst(found.selected.findings, fail_on):
        return "failed", str(worst)
    if covered := _worst(found.selected.accepted, fail_on):
        return "accepted", f"{covered.code} {covered.message}"
    reason = nothing_compared(case.expectation, answer, found.all)
    return ("nothing-compared", reason) if reason else ("passed", "")


def verdict_of(case: Case, outcome: Outcome, how: CaseOutcome, reason: str = "") -> Verdict:
    """Return the verdict of a case without findings."""
    return Verdict(
        id=case.id,
        location=case.location,
        title=case.title,
        outcome=how,
        reason=reason,
        elapsed=outcome.elapsed,
        recordings=outcome.recordings,
    )


def skipped(case: Case, outcome: Outcome, skip: Skipped) -> Verdict:
    """Return the verdict of a case that was not sent."""
    how: CaseOutcome = "setup-failed" if skip.kind == "setup" else "skipped"
    verdict = verdict_of(case, outcome, how, skip.reason)
    return replace(verdict, kind="not-judged") if skip.kind == "stopped" else verdict


def unanswered(case: Case, outcome: Outcome, failure: Unreachable) -> Verdict:
    """Return the verdict of a case that got no response, or one that is not valid."""
    reason = f"{_FAILURES[failure.kind]}: {failure.reason}"
    failed = verdict_of(case, outcome, "failed", reason)
    is_refused = failure.kind == "refused"
    return replace(failed, unreachable=not is_refused, refused=is_refused, kind=failure.kind)


def objected(verdict: Verdict, outcome: Outcome) -> Verdict:
    """Return the verdict; a hook of the project fails what the comparison does not."""
    if not outcome.objection or verdict.is_failure:
        return verdict
    return replace(verdict, outcome="failed", reason=outcome.objection, kind="hook-failed")


def with_paths(verdict: Verdict, case: Case, answer: Answer, strictness: Strictness) -> Verdict:
    """Return the verdict with the path patterns that match a value, and those that match none.

    `strictness` is that of the configuration.
    """
    if not (strictness.paths or case.expectation.shape.compare):
        return verdict
    subject = ResponseSubject(case.expectation, answer, EMPTY, case.request, strictness)
    use = path_use(subject)
    return replace(verdict, matched=use.matched, unmatched=use.unmatched)


def repeated(case: Case, outcome: Outcome) -> Iterable[Finding]:
    """Return the finding about a request that was sent more than once, if it was."""
    return (REPEATED.at(case.location, outcome.note),) if outcome.note else ()


def kind_of(case: Case, answer: Answer, siblings: Callable[[], Iterable[Case]]) -> VerdictKind:
    """Return why a response that differs from the documented one says nothing about the page.

    That is so for an error of the service (5xx), a redirection, and refused credentials, unless the
    page documents a status of the same class. `siblings` returns all responses to the request.
    """
    if is_refusal(case, answer, siblings):
        return "refused"
    own = case.expectation.status
    if own is None or own // 100 == answer.status // 100:
        return ""
    if answer.status // 100 == 5:
        return "service-failed"
    is_elsewhere = any(values_of("location", answer.headers)) and answer.status // 100 == 3
    return "redirected" if is_elsewhere or answer.status in _REDIRECTIONS else ""


def is_refusal(case: Case, answer: Answer, siblings: Callable[[], Iterable[Case]]) -> bool:
    """Return True if credentials were refused (RFC 9110 §15.5.2, §15.5.4).

    They were meant to be accepted if the page documents a different class of status for the
    request, to which `siblings` returns all responses. A documented 401 or 403 is not a refusal.
    """
    own = case.expectation.status
    if answer.status not in _REFUSALS or own is None or own in _REFUSALS:
        return False
    others = siblings() if own // 100 == 4 else ()
    statuses = (own, *(other.expectation.status or own for other in others))
    return any(status // 100 != 4 for status in statuses)


def is_wrong(findings: Iterable[Finding]) -> bool:
    """Return True if one of the findings is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def _worst(findings: Iterable[Finding], least: Severity) -> Finding | None:
    """Return the most severe finding of at least a severity, or None."""
    severe = (finding for finding in findings if finding.severity >= least)
    return max(severe, key=lambda finding: finding.severity, default=None)

"""Why cases say nothing about their pages, counted: `38 of 44 cases were answered with 401`."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from docreplay.model.finding import Finding
from docreplay.model.run import Run, Verdict, VerdictKind

_SENTENCES: Mapping[VerdictKind, str] = {
    "refused": "answered with {detail}: the credentials were refused",
    "service-failed": "answered with {detail}: the service failed",
    "redirected": "answered with {detail}: redirections are not followed",
    "unreachable": "not answered: the service is unreachable",
    "timed-out": "not answered in time",
    "died": "not answered: the connection was lost before the end of the response",
    "unreadable": "answered with an unreadable response",
    "operation-failed": "accepted, and the operation failed",
    "operation-unfinished": "accepted, and the end of the operation is not known",
    "not-judged": "not judged: the run had stopped",
    "hook-failed": "failed by a hook of the project",
}
_BY_STATUS = frozenset({"refused", "service-failed", "redirected"})


class Cause(NamedTuple):
    """A kind of verdict, the number of cases that have it, and a sentence."""

    kind: VerdictKind
    cases: int
    message: str


def causes(run: Run) -> list[Cause]:
    """Return the causes for which cases were not judged by their pages, most frequent first.

    A case that has one reason in common with all others, and so no finding, has none: the reason
    contains the number of cases.
    """
    asked = [item for item in run.verdicts if item.outcome != "skipped" or item.kind]
    found = Counter(key for item in asked if (key := _key(item)))
    return [
        Cause(kind, number, _message(kind, detail, number, len(asked)))
        for (kind, detail), number in found.most_common()
    ]


def nothing_judged(run: Run) -> str:
    """Return a sentence if all that ran failed for causes that say nothing of pages; else `""`."""
    failed = [verdict for verdict in run.verdicts if verdict.outcome == "failed"]
    is_judged = any(verdict.outcome in ("passed", "accepted") for verdict in run.verdicts)
    is_environment = all(_is_of_environment(item) for item in failed)
    if is_judged or not failed or not is_environment:
        return ""
    why = "; ".join(cause.message for cause in causes(run) if cause.kind != "not-judged")
    return f"nothing could be judged: {why or failed[0].reason}"


def _is_of_environment(verdict: Verdict) -> bool:
    return verdict.kind not in ("", "hook-failed") or verdict.unreachable


def _key(verdict: Verdict) -> tuple[VerdictKind, str] | None:
    if verdict.kind not in _BY_STATUS:
        return (verdict.kind, "") if verdict.kind else None
    detail = _detail(verdict.findings)
    return (verdict.kind, detail) if detail else None


def _detail(findings: Iterable[Finding]) -> str:
    """Return the status of a response that has a different one from the page's, or `""`."""
    actual = (item.actual or "" for item in findings if item.name == "status-differs")
    return next(actual, "").partition(" ")[0]


def _message(kind: VerdictKind, detail: str, number: int, of: int) -> str:
    sentence = _SENTENCES[kind].format(detail=detail)
    subject = "the only case" if of == 1 else f"{number} of {of} cases"
    return f"{subject} {'was' if number == 1 else 'were'} {sentence}"

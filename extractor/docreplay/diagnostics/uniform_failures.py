"""Failures that are all the same: they are about the service, not about the pages."""

from collections.abc import Sequence
from dataclasses import replace

from docreplay.model.finding import Finding
from docreplay.model.run import Verdict

_LEAST = 3
"""Number of cases that must fail alike; fewer may do so by chance."""


def as_one(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """Return the verdicts; if all compared cases failed alike, no page is said to be wrong.

    That is so for one redirection or error status, and for HTML instead of data: the service has a
    fault of its own, or the base URL is not that of the documented service. The cases then failed
    for one common reason, without findings.
    """
    compared = [verdict for verdict in verdicts if verdict.outcome != "skipped"]
    common = _common([_instead(verdict) for verdict in compared])
    if not common:
        return tuple(verdicts)
    number = len(compared)
    reason = f"{number} of {number} cases got {common}; the pages were not judged"
    return tuple(
        verdict if verdict.outcome == "skipped" else _unjudged(verdict, reason)
        for verdict in verdicts
    )


def _common(found: Sequence[Finding | None]) -> str:
    """Return what all cases got, with the error message if it is the same for all; else `""`."""
    findings = [finding for finding in found if finding]
    if len(findings) < max(len(found), _LEAST):
        return ""
    if len({(finding.name, finding.actual) for finding in findings}) > 1:
        return ""
    got = {finding.message.partition(", got ")[2] for finding in findings}
    text = got.pop() if len(got) == 1 else findings[0].actual or ""
    return f"{'status' if findings[0].name == 'status-differs' else 'media type'} {text}"


def _instead(verdict: Verdict) -> Finding | None:
    """Return the finding that shows what a case got instead of a response, or None."""
    if verdict.outcome != "failed" or verdict.unreachable:
        return None
    return next(filter(_is_about_the_service, verdict.findings), None)


def _is_about_the_service(finding: Finding) -> bool:
    actual = finding.actual or ""
    if finding.name == "status-differs":
        return actual[:1] in ("3", "4", "5")
    return finding.name == "media-type-differs" and actual == "text/html"


def _unjudged(verdict: Verdict, reason: str) -> Verdict:
    return replace(verdict, reason=reason, findings=(), unreachable=not verdict.refused)

"""Findings about recordings, and those that a recording cannot give."""

from collections.abc import Iterable
from dataclasses import replace

from docreplay.diagnostics.rule_filter import RuleFilter
from docreplay.diagnostics.rules.recording_missing import RULE as MISSING
from docreplay.diagnostics.rules.recording_unreadable import RULE as UNREADABLE
from docreplay.flows.replay.case_outcome import verdict_of
from docreplay.model.case import Case, Outcome, Unrecorded
from docreplay.model.finding import Finding
from docreplay.model.location import Location
from docreplay.model.recordings.cassette import REDACTED
from docreplay.model.run import Verdict

_ABOUT_VALUES = frozenset(
    {
        "choice-unknown",
        "echo-differs",
        "format-differs",
        "header-differs",
        "location-malformed",
        "text-differs",
        "value-differs",
    }
)
"""Rules that compare a value; of a redacted one, only the type is known."""


def unrecorded(case: Case, outcome: Outcome, missed: Unrecorded, policy: RuleFilter) -> Verdict:
    """Return the verdict on a request that no recording answers."""
    finding = policy.judge(missing(case, missed))
    if finding is None:
        return verdict_of(case, outcome, "skipped", missed.reason)
    return replace(verdict_of(case, outcome, "failed", str(finding)), findings=(finding,))


def missing(case: Case, missed: Unrecorded) -> Finding:
    """Return the finding about a request that no recording answers.

    If the file of recordings cannot be read, the finding is at that file.
    """
    if missed.unreadable:
        return UNREADABLE.at(Location(missed.unreadable, 1), missed.reason)
    return MISSING.at(
        case.request.place,
        missed.reason,
        expected=missed.recorded or None,
        actual=missed.sent or None,
    )


def without_redacted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings without those about values that a recording does not have."""
    return tuple(
        finding
        for finding in findings
        if finding.name not in _ABOUT_VALUES or REDACTED not in (finding.actual or "")
    )

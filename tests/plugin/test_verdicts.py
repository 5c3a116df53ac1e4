from dataclasses import replace

from docreplay.model.finding import Finding, Severity
from docreplay.model.location import Location
from docreplay.model.run import Verdict
from docreplay.plugin.verdicts import joined

PASSED = Verdict(id="a", location=Location("a.md", 1), title="GET /", outcome="passed")


def finding(line: int, severity: Severity) -> Finding:
    return Finding(
        code="CON201",
        name="status-differs",
        severity=severity,
        location=Location("a.md", line),
        message="m",
    )


def test_a_test_that_sent_nothing_has_no_verdict() -> None:
    assert joined([]) is None


def test_the_worst_outcome_counts_and_all_findings_are_kept_worst_first() -> None:
    note = replace(PASSED, findings=(finding(1, Severity.NOTE),))
    failed = replace(PASSED, outcome="failed", findings=(finding(2, Severity.ERROR),))
    verdict = joined([note, failed, PASSED])
    assert verdict
    assert verdict.outcome == "failed"
    assert [item.location.line for item in verdict.findings] == [2, 1]


def test_a_skip_is_never_hidden_by_a_pass() -> None:
    skipped = replace(PASSED, outcome="skipped", reason="why")
    verdict = joined([PASSED, skipped])
    assert verdict
    assert (verdict.outcome, verdict.reason) == ("skipped", "why")

"""A run for tests of report formats."""

from docreplay.model.finding import Finding, Severity
from docreplay.model.location import Location
from docreplay.model.run import Run, Verdict
from docreplay.testing.pages import PAGE

HOSTILE = "<script>alert(1)</script>]]>\x1b[31m::error::`*_[x](http://x)\u202e"
"""Text that a page may contain and that a report must escape."""


def sample_run() -> Run:
    """Return a run for a report format: each severity and outcome, and `HOSTILE` in each text."""
    at = Location(PAGE, 3, 5)
    findings = [
        Finding(
            code=f"DOC99{severity.value}",
            name="sample-finding",
            severity=severity,
            location=at,
            message=f"{severity} {HOSTILE}",
            expected=HOSTILE,
            actual=HOSTILE,
        )
        for severity in Severity
    ]
    failed = Verdict(
        id=f"api/page#{HOSTILE}",
        location=at,
        title=f"GET /{HOSTILE}",
        outcome="failed",
        reason=HOSTILE,
        findings=tuple(findings[2:]),
        reproduce=f"curl '{HOSTILE}'",
    )
    others = (
        Verdict(id="api/page#passed", location=at, title="GET /", outcome="passed"),
        Verdict(id="api/page#not_sent", location=at, title="GET /", outcome="skipped", reason="x"),
    )
    return Run(
        command="test",
        findings=tuple(findings[:2]),
        verdicts=(failed, *others),
        counts={"pages": 1, "exchanges": 3},
        sources={PAGE: f"# Page\n\n    {HOSTILE}\n"},
    )

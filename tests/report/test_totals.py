import pytest

from docreplay.model.run import Run
from docreplay.report.totals import ordered, summary, totals
from tests.report.sample import FAILED, LINK, RUN


def test_the_totals_count_findings_of_cases_and_outside_of_them() -> None:
    assert totals(RUN) == {
        "pages": 4,
        "exchanges": 4,
        "suppressed": 1,
        "cases": 7,
        "passed": 1,
        "failed": 2,
        "skipped": 1,
        "accepted": 1,
        "nothing_compared": 1,
        "setup_failed": 1,
        "errors": 2,
        "warnings": 1,
        "notes": 2,
    }


@pytest.mark.parametrize(
    ("run", "line"),
    [
        (Run(command="check"), "no findings"),
        (Run(command="check", counts={"pages": 1, "cases": 2}), "1 page, 2 cases; no findings"),
        (Run(command="export", counts={"stories": 1}), "1 story; no findings"),
        (Run(command="export", counts={"stories": 2}), "2 stories; no findings"),
        (
            Run(command="test", counts={"pages": 1, "cases": 1}, verdicts=(FAILED,)),
            "1 page; 1 case: 1 failed; 2 errors, 1 note",
        ),
    ],
)
def test_the_summary_is_one_line_without_zeros(run: Run, line: str) -> None:
    assert summary(run) == line


def test_the_worst_finding_comes_first() -> None:
    assert ordered([LINK, *FAILED.findings])[0] == FAILED.findings[0]
    assert ordered([*FAILED.findings, LINK])[-1] == FAILED.findings[2]

from dataclasses import replace

from docreplay.model.finding import Severity
from docreplay.model.run import Run
from docreplay.report.statistics import statistics
from tests.report.sample import HEIGHT, LINK, RUN


def test_errors_are_at_the_top_however_few_they_are() -> None:
    run = Run(command="check", findings=(*(LINK,) * 12, HEIGHT))
    assert statistics(run) == (
        " 1 error CON990 sample-differs\n12 warning DOC990 sample-link\n1 error, 12 warnings\n"
    )


def test_findings_of_cases_are_counted_as_well() -> None:
    assert "2 error CON990 sample-differs\n" in statistics(RUN)


def test_less_severe_findings_are_counted_instead_of_reported() -> None:
    shown = RUN.at_least(Severity.ERROR)
    assert {finding.severity for finding in shown.all_findings} == {Severity.ERROR}
    assert shown.counts["hidden"] == 3
    assert len(shown.verdicts) == len(RUN.verdicts)
    assert RUN.at_least(Severity.NOTE) is RUN


def test_hidden_findings_are_mentioned_only_if_some_are_hidden() -> None:
    run = Run(command="check", findings=(replace(HEIGHT, related=()),))
    assert "hidden" not in run.at_least(Severity.ERROR).counts

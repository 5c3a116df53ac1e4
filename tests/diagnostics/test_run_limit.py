"""A run lists the worst findings up to a number; the others are counted, and decide as before."""

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.diagnostics.rules.findings_limited import RULE
from docreplay.diagnostics.run_builder import RunBuilder
from docreplay.diagnostics.run_limit import limited
from docreplay.model.finding import ChangeClass, Finding, Severity
from docreplay.model.location import Location
from docreplay.model.run import Run, Verdict
from docreplay.read.rules.several_requests import RULE as SEVERAL
from docreplay.report.formats.json import render
from docreplay.report.merge import Report, merge
from docreplay.report.run_reader import read_run
from docreplay.report.totals import totals

NOTE, WARNING, ERROR = Severity


def found(line: int, severity: Severity = ERROR, change_class: ChangeClass = "") -> Finding:
    place = Location("page.md", line)
    return SEVERAL.at(place, "text", severity=severity, change_class=change_class)


MIXED = (found(1, NOTE), found(2, WARNING), found(3), found(4, NOTE), found(5), found(6, NOTE))


def built(findings: tuple[Finding, ...], most: int) -> Run:
    builder = RunBuilder(Config(root=Path(), max_findings=most), 1)
    for finding in findings:
        builder.add([finding])
    return builder.run("check")


def of_severity(run: Run) -> tuple[int, int, int]:
    numbers = totals(run)
    return numbers["errors"], numbers["warnings"], numbers["notes"]


def listed(run: Run) -> list[int]:
    return [item.location.line for item in run.all_findings if item.code != RULE.code]


def remarks(run: Run) -> list[str]:
    return [str(item) for item in run.all_findings if item.code == RULE.code]


@pytest.mark.parametrize("most", [0, 6, 7])
def test_up_to_the_limit_all_are_listed(most: int) -> None:
    assert built(MIXED, most).findings == MIXED


@pytest.mark.parametrize(
    ("most", "lines", "message"),
    [
        (5, [1, 2, 3, 4, 5], "6:1: note RUN508 not listed: 1 note"),
        (2, [3, 5], "2:1: warning RUN508 not listed: 1 warning, 3 notes"),
        (1, [3], "5:1: error RUN508 not listed: 1 error, 1 warning, 3 notes"),
    ],
)
def test_the_worst_are_listed_and_the_others_are_counted(
    most: int, lines: list[int], message: str
) -> None:
    for order in permutations(MIXED):
        run = built(order, most)
        assert listed(run) == lines
        assert remarks(run) == [f"page.md:{message} (more findings than `max-findings`)"]
        assert of_severity(run) == (2, 1, 3)


def test_no_more_than_twice_the_limit_is_held() -> None:
    builder = RunBuilder(Config(root=Path(), max_findings=10), 1)
    for line in range(1, 501):
        builder.add([found(line)])
        assert len(builder._findings._held) <= 20
    assert listed(builder.run("check")) == list(range(1, 11))


def test_changes_of_the_worst_class_are_listed_first() -> None:
    breaking = found(9, NOTE, "breaking")
    run = built((found(1), found(2, ERROR, "non-breaking"), breaking), 1)
    assert listed(run) == [9]
    assert run.worst() is ERROR


def verdict(number: int, *findings: Finding) -> Verdict:
    place = Location("page.md", number)
    return Verdict(
        id=f"case{number}", location=place, title="", outcome="failed", findings=findings
    )


WITH_CASES = Run(
    command="test",
    findings=(found(1, NOTE),),
    verdicts=(verdict(2, found(2), found(3, NOTE)), verdict(4, found(4, WARNING))),
)


def test_findings_of_cases_count_and_outcomes_stay() -> None:
    run = limited(WITH_CASES, 1)
    assert listed(run) == [2]
    assert [item.outcome for item in run.verdicts] == ["failed", "failed"]
    assert of_severity(run) == (1, 1, 2)
    assert remarks(run) == [
        "page.md:4:1: warning RUN508 not listed: 1 warning, 2 notes"
        " (more findings than `max-findings`)"
    ]


def test_a_run_that_was_limited_can_be_limited_further() -> None:
    run = limited(limited(WITH_CASES, 3), 1)
    assert (listed(run), len(remarks(run)), of_severity(run)) == ([2], 1, (1, 1, 2))
    assert limited(run, 1) == run


def test_an_equal_finding_of_two_cases_is_listed_as_often_as_the_limit_allows() -> None:
    same = found(2)
    run = limited(replace(WITH_CASES, verdicts=(verdict(2, same), verdict(3, same))), 1)
    assert (listed(run), of_severity(run)) == ([2], (2, 0, 1))


def test_less_severe_findings_are_hidden_whether_listed_or_not() -> None:
    run = built(MIXED, 1).at_least(WARNING)
    assert of_severity(run) == (2, 1, 0)
    assert run.counts["hidden"] == 3


def test_merged_reports_have_the_numbers_of_all() -> None:
    reports = [
        Report(name, read_run(render(run), name))
        for name, run in (("a.json", built(MIXED, 1)), ("b.json", limited(WITH_CASES, 1)))
    ]
    run = merge(reports, lambda run: run)
    assert listed(run) == [2, 3]
    assert remarks(run) == [
        "page.md:4:1: error RUN508 not listed: 1 error, 2 warnings, 5 notes"
        " (more findings than `max-findings`)"
    ]
    assert of_severity(run) == (3, 2, 5)

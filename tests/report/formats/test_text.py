from dataclasses import replace

from docreplay.model.finding import Severity
from docreplay.model.run import Run
from docreplay.report.formats.text import render
from docreplay.report.style import Style
from tests.report.sample import FAILED, HEIGHT, LINK, RUN


def places(text: str) -> int:
    return sum(".md:" in line for line in text.split("\n"))


def test_a_note_that_is_repeated_often_is_counted_instead_of_printed() -> None:
    notes = tuple(replace(HEIGHT, severity=Severity.NOTE, related=()) for _ in range(30))
    text = render(Run(command="check", findings=(*notes, LINK)))
    assert places(text) == 11
    assert "and 20 more CON990 notes (listed with -v)\n" in text
    assert places(render(Run(command="check", findings=notes), Style(verbosity=1))) == 30


def test_warnings_and_errors_are_never_left_out() -> None:
    assert places(render(Run(command="check", findings=(LINK,) * 30))) == 30


def test_a_warning_of_a_case_that_passed_is_printed() -> None:
    passed = replace(FAILED, outcome="passed", findings=(LINK,))
    assert "DOC990 the link goes nowhere" in render(Run(command="test", verdicts=(passed,)))


def test_skipped_cases_are_counted_by_reason_and_named_when_asked_for() -> None:
    assert "\nskipped 1: the placeholder {id} has no value\n" in render(RUN)
    assert "list.md" not in render(RUN)
    assert "list.md:8:1: GET /users/{id}/photos" in render(RUN, Style(verbosity=1))


def test_quiet_text_has_one_line_for_each_finding_and_each_failure_without_one() -> None:
    lines = render(RUN, Style(verbosity=-1)).removesuffix("\n").split("\n")
    heads = [f"{item.location}: {item.severity} {item.code} " for item in RUN.all_findings]
    assert all(sum(line.startswith(head) for line in lines) == 1 for head in heads)
    assert sum("no answer within 30 s" in line for line in lines) == 1
    others = ["unreachable", "accepted", "nothing compared", "skipped", "summary"]
    assert len(lines) == len(heads) + len(others)

from dataclasses import replace

import pytest

from docreplay.diagnostics.rules.page_unreadable import RULE as PAGE_UNREADABLE
from docreplay.model.finding import Rule, Severity
from docreplay.model.location import Location
from docreplay.model.run import Run
from docreplay.read.rules.not_utf_8 import RULE as NOT_UTF_8
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
    assert "DOC990 [*] the link goes nowhere" in render(Run(command="test", verdicts=(passed,)))


def test_skipped_cases_are_counted_by_reason_and_named_when_asked_for() -> None:
    assert "\nskipped 1: the placeholder {id} has no value\n" in render(RUN)
    assert "list.md" not in render(RUN)
    assert "list.md:8:1: GET /users/{id}/photos" in render(RUN, Style(verbosity=1))


def test_quiet_text_has_one_line_for_each_finding_and_each_failure_without_one() -> None:
    lines = render(RUN, Style(verbosity=-1)).removesuffix("\n").split("\n")
    inner = [item for verdict in RUN.verdicts for item in verdict.findings]
    heads = [f"{item.location}: {item.severity} {item.code} " for item in inner]
    assert all(sum(line.startswith(head) for line in lines) == 1 for head in heads)
    assert sum("no complete response within 30 s" in line for line in lines) == 1
    others = [
        "unreachable",
        "setup failed",
        "accepted",
        "nothing compared",
        "skipped",
        "pages",
        "again:",
        "again",
        "again",
        "again",
        "cause",
        "summary",
    ]
    assert len(lines) == len(heads) + len(others)


def test_failures_are_last_and_have_the_command_that_runs_them_again() -> None:
    lines = render(RUN, Style(verbosity=-1)).splitlines()
    assert lines[-4:-1] == [
        f"  {RUN.rerun} 'zh-cn/更新 照片#update_photo'",
        f"  {RUN.rerun} 'en-us/delete#delete_photo'",
        f"  {RUN.rerun} 'stories/album.toml#album'",
    ]
    assert " against https://api.example.com/v1.0 in 2.3 s; " in lines[-1]
    places = [
        render(RUN).index(text)
        for text in ("on the pages:", "skipped 1:", "CON990 `height`", "again:")
    ]
    assert places == sorted(places)


def test_findings_of_pages_are_one_line_in_a_run_of_cases() -> None:
    assert "on the pages: 1 warning, 1 note (listed by docreplay check)\n" in render(RUN)
    assert "DOC990" in render(RUN, Style(verbosity=1))
    assert "DOC990" in render(replace(RUN, verdicts=()))


@pytest.mark.parametrize("rule", [NOT_UTF_8, PAGE_UNREADABLE])
def test_a_page_that_was_not_read_is_shown_in_a_run_of_cases(rule: Rule) -> None:
    unread = rule.at(LINK.location, "not text")
    text = render(replace(RUN, findings=(unread,)))
    assert f"{rule.code} not text" in text
    assert "on the pages" not in text


def test_findings_without_a_page_are_shown() -> None:
    stale = replace(LINK, location=Location("generated_tests/test_a.py", 1))
    assert "test_a.py:1:1: warning DOC990" in render(replace(RUN, findings=(stale,)))


def test_failures_for_one_reason_are_one_line() -> None:
    gone = RUN.verdicts[3]
    run = replace(RUN, verdicts=(gone,) * 30)
    lines = render(run, Style(verbosity=-1)).splitlines()
    assert "failed 30: timed out: no complete response within 30 s" in lines
    assert sum("no complete response" in line for line in lines) == 1
    assert sum("delete#delete_photo" in line for line in lines) == 20
    assert f"  and 10 more; all of them: {RUN.rerun} --last-failed" in lines
    assert "delete.md:6:1: DELETE /users/{id}/photo" in render(run, Style(verbosity=1))

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from docreplay.model.location import Location
from docreplay.model.shown_exchange import ShownExchange
from docreplay.report.layout import LINES_PER_CASE, case_lines, headline
from docreplay.report.style import Style
from tests.report.sample import FAILED, HEIGHT, PAGE, TEXT, finding

SOURCES = {PAGE: TEXT}


def test_a_failed_case_begins_with_the_place_and_ends_with_what_to_do() -> None:
    first, *_, case, curl, explain = case_lines(FAILED, SOURCES)
    assert first.startswith(f"{PAGE}:10:13: error CON990 `height`")
    assert case.split() == [
        "case",
        FAILED.id.split()[0],
        "照片#update_photo",
        *FAILED.title.split(),
    ]
    assert curl.split()[:2] == ["curl", "curl"]
    assert explain.split() == ["explain", "docreplay", "explain", "CON990"]


def test_expected_and_actual_are_aligned() -> None:
    lines = case_lines(FAILED, SOURCES)
    expected = next(line for line in lines if "= expected" in line)
    actual = next(line for line in lines if "= actual" in line)
    assert expected.index(" 99") == actual.index(' "99"')


@given(st.integers(1, 60))
def test_a_case_takes_at_most_25_lines_and_names_every_mismatch(number: int) -> None:
    places = [(10 + index % 3, 1 + index) for index in range(number)]
    findings = tuple(replace(HEIGHT, location=Location(PAGE, *place)) for place in places)
    lines = case_lines(replace(FAILED, findings=findings), SOURCES)
    assert len(lines) <= LINES_PER_CASE
    assert all(f"{line}:{column}" in "\n".join(lines) for line, column in places)


def test_everything_is_shown_whole_when_asked_for() -> None:
    long = replace(HEIGHT, actual="\n".join(f"line {number}" for number in range(40)))
    verdict = replace(FAILED, findings=(long,))
    assert "line 39" not in "\n".join(case_lines(verdict, SOURCES))
    assert "line 39" in "\n".join(case_lines(verdict, SOURCES, Style(verbosity=1)))


def test_both_messages_are_shown_when_everything_is_asked_for() -> None:
    verdict = replace(
        FAILED,
        exchange=ShownExchange(sent="GET http://a.example", answer="HTTP/1.1 200 OK\n\n\x1b[2J"),
    )
    assert "HTTP/1.1 200 OK" not in "\n".join(case_lines(verdict, SOURCES))
    lines = case_lines(verdict, SOURCES, Style(verbosity=1))
    assert lines[-3:] == ["  | HTTP/1.1 200 OK", "  |", "  | \\x1b[2J"]


def test_the_worst_finding_comes_first() -> None:
    lines = case_lines(FAILED, SOURCES)
    heads = [line for line in lines if "CON990" in line and line.startswith(PAGE)]
    assert "undocumented" in heads[-1]


def test_a_case_without_findings_shows_its_reason_once() -> None:
    verdict = replace(FAILED, findings=(), reason=f"{FAILED.location}: no answer")
    assert case_lines(verdict, SOURCES)[0] == f"{FAILED.location}: no answer"


def test_text_of_a_page_cannot_colour_or_break_the_line() -> None:
    assert headline(finding(1, 1, "a\x1b[31m\nb")).endswith("a\\x1b[31m\\nb")


def test_colour_is_used_only_where_it_is_asked_for() -> None:
    assert "\x1b" not in "\n".join(case_lines(FAILED, SOURCES))
    assert "\x1b[1;31m" in "\n".join(case_lines(FAILED, SOURCES, Style(colour=True)))

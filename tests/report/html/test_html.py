"""The data of the HTML report of a run."""

from dataclasses import replace
from typing import get_args

import pytest

from docreplay.model.finding import ChangeClass, ExampleResponse, Severity
from docreplay.model.history import FindingKey, PastRun, RunHistory
from docreplay.model.run import CaseOutcome, Run
from docreplay.model.shown_exchange import ShownExchange, ShownLine
from docreplay.model.translation import ChangedSentence, PageVerdict
from docreplay.report.formats.html import render
from docreplay.report.html import details as parts
from tests.report.sample import FAILED, HEIGHT, LINK, PAGE, RUN, finding
from tests.support.html_report import contents

EXCHANGE = ShownExchange(
    request=(ShownLine(6, 1, "GET /"),),
    response=(ShownLine(10, 1, '  "height": 99,'),),
    sent="GET https://a.example/",
    answer='HTTP/1.1 200 OK\n\n{"height": "99"}',
)


def past(*outcomes: str) -> tuple[PastRun, ...]:
    return tuple(
        PastRun(name=f"{number}.json", outcomes={FAILED.id: outcome})
        for number, outcome in enumerate(outcomes)
    )


def test_failed_cases_and_severe_findings_come_first() -> None:
    data = contents(render(RUN))["data"]
    outcomes = [data["outcomes"][number] for number in data["cases"]["outcome"]]
    assert outcomes == sorted(outcomes, key=data["outcomes"].index)
    severities = [
        level
        for level, accepted in zip(
            data["findings"]["severity"], data["findings"]["accepted"], strict=True
        )
        if not accepted
    ]
    assert severities == sorted(severities, reverse=True)


def test_breaking_changes_come_first() -> None:
    classes: tuple[ChangeClass, ...] = ("", "non-breaking", "unknown", "breaking")
    found = tuple(
        replace(finding(line, 1, "m"), change_class=kind)
        for line, kind in enumerate(classes, start=1)
    )
    data = contents(render(Run(command="regress", findings=found)))["data"]
    kinds = [data["classes"][number] for number in data["findings"]["class"]]
    assert kinds == ["breaking", "unknown", "non-breaking", ""]


def test_all_columns_have_the_same_length() -> None:
    data = contents(render(RUN))["data"]
    for name in ("findings", "cases", "pages"):
        assert len({len(column) for column in data[name].values()}) == 1
    assert len(data["paths"]) == len(data["locale"]) == len(data["area"])


def test_a_case_has_its_messages_with_the_marks_of_its_findings() -> None:
    run = Run(command="test", verdicts=(replace(FAILED, exchange=EXCHANGE),))
    details = contents(render(run))["details"]
    assert details["exchanges"]["0"]["documentedMarks"] == [[0, 0, 12, 14]]
    assert details["exchanges"]["0"]["answerMarks"][0] == [0, 2, 1, 15]
    assert details["omitted"] == []


def test_a_change_is_marked_where_its_response_is() -> None:
    example = ExampleResponse(status=200, value='"99"', pointer="/value/1/height")
    change = replace(
        HEIGHT, change_class="breaking", pointer="/value/*/height", counter_example=example
    )
    answer = 'HTTP/1.1 200 OK\n\n{"value": [{"height": 1},\n{"height": "99"}]}'
    case = replace(FAILED, findings=(change,), exchange=replace(EXCHANGE, answer=answer))
    details = contents(render(Run(command="regress", verdicts=(case,))))["details"]
    assert details["findings"]["0"]["example"] == [200, "/value/1/height", '"99"']
    assert details["exchanges"]["0"]["answerMarks"] == [[0, 3, 1, 15]]


@pytest.mark.parametrize(
    ("classes", "headline", "is_good"),
    [
        (("breaking",), "1 breaking change", False),
        (("non-breaking", "breaking", "breaking"), "2 breaking, 1 non-breaking changes", False),
        (("unknown",), "1 unknown change", False),
        (("non-breaking", "non-breaking"), "2 non-breaking changes", True),
    ],
)
def test_the_headline_counts_changes_by_class(
    classes: tuple[ChangeClass, ...], headline: str, is_good: bool
) -> None:
    found = tuple(
        replace(finding(1, 1, "m"), severity=Severity.NOTE, change_class=kind) for kind in classes
    )
    page = render(Run(command="regress", findings=found))
    assert f'<h1 class="{"good" if is_good else "bad"}">{headline}</h1>' in page


def test_messages_that_would_be_too_much_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_MESSAGES_LIMIT", 100)
    case = replace(FAILED, exchange=EXCHANGE)
    run = Run(command="test", verdicts=(case, replace(case, id="z")))
    details = contents(render(run))["details"]
    assert (list(details["exchanges"]), details["omitted"]) == (["0"], [1])


def test_lines_around_a_finding_are_those_of_the_page() -> None:
    details = contents(render(RUN))["details"]
    data = contents(render(RUN))["data"]
    lines = details["lines"][str(data["paths"].index(PAGE))]
    text = RUN.sources[PAGE].split("\n")
    assert {"8", "9", "10", "11", "12"} <= set(lines)
    assert all(lines[number] == text[int(number) - 1] for number in lines)


def test_of_many_lines_only_those_with_findings_remain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_LINES_LIMIT", 10)
    run = replace(RUN, findings=(LINK,), verdicts=())
    assert list(contents(render(run))["details"]["lines"].values()) == [
        {"3": RUN.sources[PAGE].split("\n")[2]}
    ]


def test_of_a_long_line_the_part_around_the_finding_is_shown() -> None:
    text = "照" * 5000 + "HERE" + "x" * 5000
    run = Run(command="check", findings=(finding(1, 5001, "m"),), sources={PAGE: text})
    start, part = contents(render(run))["details"]["findings"]["0"]["cut"]
    assert part[5000 - start :].startswith("HERE")
    assert len(part) < 1000


def test_each_case_has_a_letter_for_each_run() -> None:
    run = Run(
        command="test", verdicts=(FAILED,), history=RunHistory(runs=past("passed", "skipped"))
    )
    data = contents(render(run))["data"]
    assert data["cases"]["history"] == ["PSF"]
    other = replace(run, verdicts=(replace(FAILED, id="new"),))
    assert contents(render(other))["data"]["cases"]["history"] == ["--F"]
    assert contents(render(replace(run, history=None)))["data"]["cases"]["history"] == [""]


def test_findings_are_new_or_gone_by_their_message_and_not_by_their_line() -> None:
    key = FindingKey(HEIGHT.code, PAGE, HEIGHT.message)
    other = FindingKey("CON1", "b.md", "was there")
    moved = replace(HEIGHT, location=HEIGHT.location._replace(line=99))
    history = RunHistory(runs=past("failed"), last_findings=(key, other))
    run = Run(command="check", findings=(HEIGHT, moved), history=history)
    data = contents(render(run))["data"]
    assert data["findings"]["fresh"] == [0, 1]
    assert (data["history"]["gone"], data["history"]["fixed"]) == (1, [other._asdict()])


def test_nothing_is_new_without_earlier_runs() -> None:
    run = Run(command="check", findings=(HEIGHT,), history=RunHistory(ignored=2))
    data = contents(render(run))["data"]
    assert data["findings"]["fresh"] == [0]
    assert data["history"]["ignored"] == 2


def test_translated_pages_have_their_verdicts_and_changed_sentences() -> None:
    sentence = ChangedSentence(old="a", new="b", translation="c", line=3, source_line=4)
    page = PageVerdict(
        path="docs/ar/a.md", locale="ar", state="outdated", words=7, changes=(sentence,)
    )
    found = contents(render(Run(command="drift", translations=(page,))))
    data = found["data"]
    assert data["pages"]["state"] == ["outdated"]
    assert data["locales"][data["locale"][data["pages"]["path"][0]]] == "ar"
    assert found["details"]["changes"] == {"0": [["a", "b", "c", 3, 4]]}


def test_a_rule_has_its_documentation_and_an_unknown_one_none() -> None:
    known = replace(HEIGHT, code="CON201")
    data = contents(render(Run(command="check", findings=(known, HEIGHT))))["data"]
    texts = {rule["code"]: rule["text"] for rule in data["rules"]}
    assert "## Fix" in texts["CON201"]
    assert texts["CON990"] == ""


@pytest.mark.parametrize(
    ("run", "headline"),
    [
        (RUN, "2 of 7 cases failed"),
        (Run(command="check"), "No findings"),
        (Run(command="check", findings=(LINK,)), "1 finding"),
        (
            Run(command="test", verdicts=(replace(FAILED, outcome="passed"),)),
            "1 case passed, 3 findings",
        ),
        (
            Run(command="test", verdicts=(replace(FAILED, outcome="skipped"),)),
            "No case was compared",
        ),
    ],
)
def test_the_headline_is_the_result_of_the_run(run: Run, headline: str) -> None:
    assert f">{headline}</h1>" in render(run)


@pytest.mark.parametrize("outcome", get_args(CaseOutcome))
def test_every_outcome_is_shown(outcome: CaseOutcome) -> None:
    case = replace(FAILED, outcome=outcome)
    history = RunHistory(runs=past(outcome))
    data = contents(render(Run(command="test", verdicts=(case,), history=history)))["data"]
    assert data["outcomes"][data["cases"]["outcome"][0]] == outcome
    assert "-" not in data["cases"]["history"][0]

"""A run is read from its JSON report without loss: every format renders it like the original."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.errors import ConfigError
from docreplay.model.finding import ExampleResponse
from docreplay.model.run import Run, Undecided
from docreplay.model.shard import Shard
from docreplay.model.shown_exchange import ShownExchange, ShownLine
from docreplay.model.translation import ChangedSentence, PageVerdict
from docreplay.report.format import format_named, format_names
from docreplay.report.formats.json import render
from docreplay.report.run_reader import read_run
from tests.report.sample import FAILED, HEIGHT, HOSTILE, LINK, PAGE, RUN

PART = replace(
    RUN,
    shard=Shard(2, 3),
    run_id="0123456789abcdef",
    undecided=(Undecided(LINK, is_true=True), Undecided(HEIGHT, is_true=False)),
    known=(LINK,),
    counts={"pages": 4, "known": 1, "absent": 0},
)


DRIFT = Run(
    command="drift",
    findings=(HEIGHT, replace(LINK, related=())),
    counts={"pages": 2},
    sources=RUN.sources,
    translations=(
        PageVerdict(path="de-de/b.md", locale="de-de", state="unknown"),
        PageVerdict(
            path=PAGE,
            locale="zh-cn",
            state="outdated",
            integrity="damaged",
            freshness="prose",
            trust="doubtful",
            words=7,
            basis="stamped",
            changes=(
                ChangedSentence(old="", new="New.", translation="旧", line=3, source_line=4),
                ChangedSentence(old="Old.", new="", translation="", line=5, source_line=5),
            ),
        ),
    ),
)


@pytest.mark.parametrize("name", format_names())
@pytest.mark.parametrize(
    "run",
    [RUN, PART, DRIFT, Run(command="check"), Run(command="drift")],
    ids=["whole", "part", "drift", "empty", "no translation"],
)
def test_every_format_renders_a_run_that_was_read_like_the_original(name: str, run: Run) -> None:
    made = format_named(name)
    assert made.render(read_run(render(run), "run.json")) == made.render(run)


@given(st.text(max_size=40) | st.just(HOSTILE))
def test_every_text_of_a_case_is_read_as_it_was(text: str) -> None:
    finding = replace(HEIGHT, message=text, expected=text, actual=text, pointer=text, cause=text)
    example = ExampleResponse(status=200, value=text, pointer=text)
    finding = replace(finding, counter_example=example)
    case = replace(FAILED, id=text, reason=text, findings=(finding,), suppressed=(finding,))
    case = replace(
        case,
        exchange=ShownExchange(
            request=(ShownLine(1, 2, text),),
            response=(ShownLine(0, 1, text),),
            sent=text,
            answer=text,
        ),
        matched=(text,),
        recordings=(text,),
    )
    run = Run(command="test", verdicts=(case,))
    read = read_run(render(run).encode("utf-8", "backslashreplace").decode(), "run.json")
    assert read.verdicts == run.verdicts


@pytest.mark.parametrize("text", ["", "[]", "{}", "1", '{"schema_version": ', "[" * 100_000])
def test_what_is_not_a_report_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match=r"a\.json is not a JSON report of docreplay"):
        read_run(text, "a.json")


def test_a_report_of_a_later_version_is_refused() -> None:
    row = json.loads(render(RUN)) | {"schema_version": 2}
    with pytest.raises(ConfigError, match="expected a report of version 1, got 2"):
        read_run(json.dumps(row), "a.json")


@pytest.mark.parametrize("key", ["cases", "findings", "lines", "totals", "shard", "seconds"])
def test_a_report_that_lacks_a_part_is_refused(key: str) -> None:
    row = json.loads(render(RUN))
    del row[key]
    with pytest.raises(ConfigError, match="invalid JSON report"):
        read_run(json.dumps(row), "a.json")


@pytest.mark.parametrize(
    ("key", "value"),
    [("cases", [1]), ("findings", {"a": 1}), ("lines", []), ("totals", {"pages": "x"})],
)
def test_a_report_with_a_part_of_a_different_type_is_refused(key: str, value: object) -> None:
    row = json.loads(render(RUN)) | {key: value}
    with pytest.raises(ConfigError, match="invalid JSON report"):
        read_run(json.dumps(row), "a.json")

"""200 hostile strings through every format: nothing executes, and every format stays valid."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from jsonschema import Draft7Validator, Draft202012Validator

from docreplay.model.finding import Edit, Fix
from docreplay.model.location import Location
from docreplay.model.run import Run
from docreplay.report.format import format_named, format_names
from tests.report.sample import FAILED, HEIGHT, HOSTILE

_MARKUP = (
    "<script>alert(1)</script>", "</script>", "<img src=x onerror=alert(1)>", "<!--", "-->", "]]>",
    "<![CDATA[", "&lt;", "&#x3c;script&#x3e;", "<svg/onload=alert(1)>", "javascript:alert(1)",
    '" onmouseover="x', "'><iframe>", "<style>*{}</style>", "</details>", "<base href=//x>",
)  # fmt: skip
_MARKDOWN = (
    "```suggestion\nx\n```", "````", "`", "``", "[a](http://x)", "![a](http://x)", "@everyone",
    "|", "\\|", "# x", "> x", "- [ ] x", "***", "~~~", "www.x.com", "http://x", "<http://x>",
)  # fmt: skip
_LOGS = (
    "::error::x", "\n::error::x", " ::set-output name=a::b", "##vso[task.complete]x", "%0A::x",
    "##teamcity[x]", "\x1b[31m", "\x1b]0;x\x07", "\x1b[2J", "\r", "\r\n", "\b\b", "\x07", "%0D",
    "::add-mask::x", "%", ",", ":", ",line=1::",
)  # fmt: skip
_TABLES = ("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", ";", "\t", '"', "''", "a,b\nc")
_TAP = ("# SKIP", "# TODO x", "ok 1", "not ok", "1..0", "Bail out!", "\\#", "  ---", "  ...")
_UNICODE = (
    "\u202e", "\u2066x\u2069", "\u200b", "\ufeff", "\u2028", "\u2029", "\x85", "\x00", "\ud800",
    "\udfff", "\ufffe", "\U000e0041", "é", "照片", "🎉", "e\u0301", "\u061c", "\xa0",
)  # fmt: skip
_JSON = ("{", "}", '"}', "\\", "\\u0000", "null", "[" * 60, "\\ud800", "__proto__", "NaN")
SINGLE = (*_MARKUP, *_MARKDOWN, *_LOGS, *_TABLES, *_TAP, *_UNICODE, *_JSON)
STRINGS = (*SINGLE, *(f"a{text} b{text}" for text in SINGLE), HOSTILE, "x" * 5000)[:200]
CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u202e\u2028]")


def run_of(text: str) -> Run:
    """Return a run with the text in every place where a page or a service can put one."""
    path = f"d/{text}.md"
    start, end = Location(path, 1, 1), Location(path, 1, 2)
    fix = Fix(title=text, safety="safe", edits=(Edit(start=start, end=end, text=text),))
    finding = replace(
        HEIGHT, location=start, end=end, message=text, expected=text, actual=text, fix=fix
    )
    failed = replace(FAILED, id=text, title=text, reproduce=text, reason=text, findings=(finding,))
    skipped = replace(failed, id=f"{text}2", outcome="skipped", findings=())
    return Run(
        command="test",
        findings=(finding,),
        verdicts=(failed, skipped),
        sources={path: f"Q{text}\n{text}"},
    )


def test_there_are_200_strings() -> None:
    assert len(set(STRINGS)) == 200


def junit(text: str) -> None:
    assert [len(suite.findall("testcase")) for suite in ET.fromstring(text.encode())] == [2, 1]  # noqa: S314  # our own output


def github(text: str) -> None:
    commands = [line for line in text.split("\n") if line.lstrip().startswith("::")]
    assert len(commands) == 3
    assert all(re.match(r"::(error file=|notice title=)", line) for line in commands)


def tap(text: str) -> None:
    lines = text.removesuffix("\n").split("\n")
    assert lines[:2] == ["TAP version 14", "1..2"]
    points = [at for at, line in enumerate(lines) if line.startswith(("ok", "not ok"))]
    assert points == [2, lines.index("  ...") + 1]
    assert re.search(r"(?<!\\)# SKIP ", lines[points[1]])
    assert " # " not in lines[points[0]].replace("\\#", "")
    block = "\n".join(line[2:] for line in lines[4 : lines.index("  ...")])
    assert set(yaml.safe_load(block)) == {"message", "at", "findings", "duration_ms"}
    assert all(line.startswith("# ") for line in lines[points[1] + 1 :])


STRING = {"type": "string"}
NUMBER = {"type": "integer", "minimum": 0}
POSITION = {
    "type": "object",
    "properties": {"line": {**NUMBER, "minimum": 1}, "column": {**NUMBER, "minimum": 1}},
    "required": ["line"],
    "additionalProperties": False,
}
RANGE = {
    "type": "object",
    "properties": {"start": POSITION, "end": POSITION},
    "required": ["start"],
    "additionalProperties": False,
}
DIAGNOSTIC: dict[str, Any] = {
    "type": "object",
    "properties": {
        "message": STRING,
        "location": {
            "type": "object",
            "properties": {"path": STRING, "range": RANGE},
            "required": ["path"],
            "additionalProperties": False,
        },
        "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
        "source": {"type": "object", "required": ["name"]},
        "code": {"type": "object", "properties": {"value": STRING}, "required": ["value"]},
        "suggestions": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"range": {**RANGE, "required": ["start", "end"]}, "text": STRING},
                "required": ["range", "text"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["message", "location", "severity"],
    "additionalProperties": False,
}
COUNTS = ["tests", "passed", "failed", "skipped", "pending", "other", "start", "stop"]
CTRF = {
    "type": "object",
    "properties": {
        "reportFormat": {"const": "CTRF"},
        "specVersion": {"type": "string", "pattern": r"^\d+\.\d+\.\d+$"},
        "generatedBy": STRING,
        "results": {
            "type": "object",
            "properties": {
                "tool": {"type": "object", "required": ["name"]},
                "summary": {
                    "type": "object",
                    "properties": dict.fromkeys(
                        [
                            "tests",
                            "passed",
                            "failed",
                            "skipped",
                            "pending",
                            "other",
                            "start",
                            "stop",
                        ],
                        NUMBER,
                    ),
                    "required": [
                        "tests",
                        "passed",
                        "failed",
                        "skipped",
                        "pending",
                        "other",
                        "start",
                        "stop",
                    ],
                    "additionalProperties": False,
                },
                "tests": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {
                            "name": {**STRING, "minLength": 1},
                            "status": {"enum": ["passed", "failed", "skipped", "pending", "other"]},
                            "duration": NUMBER,
                            "suite": {"type": "array", "minItems": 1, "items": STRING},
                            "filePath": STRING,
                            "line": NUMBER,
                            "rawStatus": STRING,
                            "message": STRING,
                            "trace": STRING,
                            "tags": {"type": "array", "items": STRING},
                            "extra": {"type": "object"},
                        },
                        "required": ["name", "status", "duration"],
                        "additionalProperties": False,
                    },
                },
                "extra": {"type": "object"},
            },
            "required": ["tool", "summary", "tests"],
            "additionalProperties": False,
        },
    },
    "required": ["reportFormat", "specVersion", "results"],
    "additionalProperties": False,
}
REVIEW = {
    "type": "object",
    "properties": {
        "event": {"const": "COMMENT"},
        "body": STRING,
        "comments": {
            "type": "array",
            "maxItems": 50,
            "items": {
                "type": "object",
                "properties": {
                    "path": STRING,
                    "side": {"const": "RIGHT"},
                    "start_side": {"const": "RIGHT"},
                    "line": {**NUMBER, "minimum": 1},
                    "start_line": {**NUMBER, "minimum": 1},
                    "body": STRING,
                },
                "required": ["path", "line", "body"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["event", "body", "comments"],
    "additionalProperties": False,
}


def rdjson(text: str) -> None:
    validator = Draft202012Validator(DIAGNOSTIC)
    for item in json.loads(text)["diagnostics"]:
        validator.validate(item)


def rdjsonl(text: str) -> None:
    for line in text.splitlines():
        Draft202012Validator(DIAGNOSTIC).validate(json.loads(line))


def ctrf(text: str) -> None:
    Draft7Validator(CTRF).validate(json.loads(text))


def suggestions(text: str) -> None:
    review = json.loads(text)
    Draft202012Validator(REVIEW).validate(review)
    for comment in review["comments"]:
        fence = re.search(r"^(`{3,})suggestion\n", comment["body"], re.MULTILINE)
        assert fence
        inner = comment["body"][fence.end() :]
        assert inner.endswith(f"\n{fence[1]}\n")
        assert fence[1] not in inner[: -len(fence[1]) - 2]


def markdown(text: str) -> None:
    assert len(text) <= 65_536
    assert text.endswith("<!-- docreplay test -->\n")
    assert text.count("<!-- docreplay") == 1


def concise(text: str) -> None:
    finding, of_case, skipped, totals = text.removesuffix("\n").split("\n")
    assert finding == of_case
    assert re.match(r"d/.*\.md:1:1: error CON990 ", finding)
    assert skipped.startswith("skipped 1: ")
    assert totals.startswith("2 cases: 1 failed, 1 skipped; 2 errors")


VALID: dict[str, Callable[[str], object]] = {
    "concise": concise,
    "junit": junit,
    "github": github,
    "tap": tap,
    "rdjson": rdjson,
    "rdjsonl": rdjsonl,
    "ctrf": ctrf,
    "suggestions": suggestions,
    "markdown": markdown,
    "json": json.loads,
    "sarif": json.loads,
    "gitlab": json.loads,
}


@pytest.mark.parametrize("name", format_names())
def test_every_format_is_valid_whatever_a_page_contains(name: str) -> None:
    render = format_named(name).render
    for text in STRINGS:
        made = render(run_of(text))
        VALID.get(name, str)(made)
        if name not in {"json", "jsonl", "sarif", "gitlab", "rdjson", "rdjsonl", "ctrf"}:
            assert not CONTROLS.search(made) or name == "suggestions", (text, made)


def test_a_suggestion_has_the_lines_that_the_fix_leaves() -> None:
    (comment,) = json.loads(format_named("suggestions").render(run_of("é")))["comments"]
    assert (comment["path"], comment["line"]) == ("d/é.md", 1)
    assert comment["body"].endswith("```suggestion\néé\n```\n")


def test_columns_of_reviewdog_are_bytes() -> None:
    at, end = Location("p.md", 1, 3), Location("p.md", 1, 4)
    fix = Fix(title="x", safety="safe", edits=(Edit(start=at, end=end, text="e"),))
    run = Run(
        command="check",
        findings=(replace(HEIGHT, location=at, end=end, fix=fix),),
        sources={"p.md": "照é🎉x"},
    )
    (item,) = json.loads(format_named("rdjson").render(run))["diagnostics"]
    span = {"start": {"line": 1, "column": 6}, "end": {"line": 1, "column": 10}}
    assert item["location"]["range"] == span
    assert item["suggestions"] == [{"range": span, "text": "e"}]


def test_a_page_that_is_not_known_has_a_line_and_no_suggestion() -> None:
    run = replace(run_of("x"), sources={})
    item = json.loads(format_named("rdjson").render(run))["diagnostics"][0]
    assert item["location"]["range"] == {"start": {"line": 1}}
    assert "suggestions" not in item
    assert json.loads(format_named("suggestions").render(run))["comments"] == []


def test_github_gets_ten_errors_and_the_number_of_others() -> None:
    findings = tuple(replace(HEIGHT, message=f"wrong {number}") for number in range(25))
    lines = format_named("github").render(Run(command="check", findings=findings)).split("\n")
    assert sum(line.startswith("::error ") for line in lines) == 10
    rest = "::notice title=docreplay::15 more errors: see the job summary, or the log"
    assert rest in lines


@pytest.mark.parametrize("number", [3, 300, 3000])
def test_a_comment_fits_and_counts_what_it_leaves_out(number: int) -> None:
    long = replace(HEIGHT, message="x" * 400)
    findings = tuple(replace(long, location=Location("p.md", at + 1)) for at in range(number))
    text = format_named("markdown").render(Run(command="check", findings=findings))
    assert len(text) <= 65_536
    rows = text.count("| error |")
    assert rows == number or f"… and {number - rows} more" in text


def test_two_fixes_of_one_line_are_one_suggestion() -> None:
    one = run_of("x")
    run = replace(one, findings=(*one.findings, replace(one.findings[0], message="again")))
    assert len(json.loads(format_named("suggestions").render(run))["comments"]) == 1

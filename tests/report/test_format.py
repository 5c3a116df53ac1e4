import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from docreplay.errors import ConfigError
from docreplay.model.run import Run
from docreplay.report.format import format_named, format_names
from docreplay.report.totals import totals
from tests.report.sample import RUN, finding
from tests.support.golden import assert_golden
from tests.support.html_report import contents, readable, shown

GOLDENS = Path(__file__).parent / "goldens"
OUTCOMES = (
    "cases",
    "passed",
    "failed",
    "skipped",
    "accepted",
    "nothing_compared",
    "setup_failed",
    "suppressed",
    "errors",
    "warnings",
    "notes",
)


@pytest.mark.parametrize("name", format_names())
def test_a_format_renders_the_sample_like_its_golden(name: str) -> None:
    chosen = format_named(name)
    text = chosen.render(RUN)
    assert_golden(GOLDENS / f"{name}{chosen.suffix}", readable(text) if name == "html" else text)


@pytest.mark.parametrize("name", format_names())
def test_a_format_is_named_like_its_module(name: str) -> None:
    assert format_named(name).name == name


@pytest.mark.parametrize("name", format_names())
def test_a_format_renders_a_run_in_which_nothing_happened(name: str) -> None:
    assert format_named(name).render(Run(command="check")).endswith("\n")


def test_an_unknown_format_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(ConfigError, match="did you mean `junit`"):
        format_named("juint")


def words(text: str) -> dict[str, int]:
    """Return the numbers of a summary line, by plural name."""
    line = text.strip().split("\n")[-1]
    line = line.replace("nothing compared", "nothing_compared")
    line = line.replace("setup failed", "setup_failed")
    found = {word: int(number) for number, word in re.findall(r"(\d+) (\w+)", line)}
    return {name: found.get(name, found.get(name.removesuffix("s"), 0)) for name in OUTCOMES}


def from_junit(text: str) -> dict[str, int]:
    suite = ET.fromstring(text).find("testsuite")  # noqa: S314  # our own output
    assert suite is not None
    facts = {item.attrib["name"]: item.attrib["value"] for item in suite[0]}
    pairs = {name: int(value) for name, value in facts.items() if value.isdigit()}
    numbers = [suite.attrib[name] for name in ("tests", "failures", "errors", "skipped")]
    assert numbers == ["7", "1", "2", "3"]
    found = [len(suite.findall(f"*/{name}")) for name in ("failure", "error", "skipped")]
    assert found == [1, 2, 3]
    types = [error.attrib["type"] for error in suite.findall("*/error")]
    assert types == ["timed-out", "setup-failed"]
    return pairs


def from_gitlab(text: str) -> dict[str, int]:
    issues = [(issue["severity"], issue["check_name"]) for issue in json.loads(text)]
    names = {"major": "errors", "minor": "warnings", "info": "notes"}
    found = {
        name: sum(key == level and not check.startswith("case-") for level, check in issues)
        for key, name in names.items()
    }
    assert ("critical", "case-failed") in issues
    found["notes"] -= sum(check == "findings-suppressed" for _, check in issues)
    described = [item["description"] for item in json.loads(text)]
    numbers = [re.match(r"(\d+) suppressed findings? of cases", item) for item in described]
    return found | {"suppressed": next((int(item[1]) for item in numbers if item), 0)}


def from_html(text: str) -> dict[str, int]:
    data = contents(text)["data"]
    failed = data["outcomes"].index("failed")
    assert data["cases"]["outcome"].count(failed) == 2
    severities = data["findings"]["severity"]
    accepted = data["findings"]["accepted"]
    counted = [number for number, hidden in zip(severities, accepted, strict=True) if not hidden]
    totals: dict[str, int] = data["totals"]
    assert [counted.count(level) for level in (3, 2, 1)] == [
        totals[name] for name in ("errors", "warnings", "notes")
    ]
    return totals


def from_markdown(text: str) -> dict[str, int]:
    _, _, names, _, numbers, *_ = text.split("\n")
    return dict(
        zip(
            (name.replace(" ", "_") for name in re.findall(r"[a-z]+(?: [a-z]+)*", names)),
            map(int, re.findall(r"\d+", numbers)),
            strict=True,
        )
    )


def from_ctrf(text: str) -> dict[str, int]:
    results = json.loads(text)["results"]
    statuses = [test["status"] for test in results["tests"]]
    numbers = {name: results["summary"][name] for name in ("passed", "failed", "skipped", "other")}
    assert numbers == {name: statuses.count(name) for name in numbers}
    assert results["summary"]["tests"] == len(statuses)
    return dict(results["extra"]["totals"])


def from_tap(text: str) -> dict[str, int]:
    points = [line for line in text.split("\n") if re.match(r"(not )?ok \d", line)]
    assert text.startswith(f"TAP version 14\n1..{len(points)}\n")
    found = words(text)
    skipped = sum(found[name] for name in ("skipped", "accepted", "nothing_compared"))
    assert sum(line.startswith("not ok") for line in points) == (
        found["failed"] + found["setup_failed"]
    )
    assert sum(" # SKIP " in line for line in points) == skipped
    return found


def from_rdjson(text: str) -> dict[str, int]:
    record = json.loads(text)
    found = [item["severity"] for item in record["diagnostics"] if "code" in item]
    totals: dict[str, int] = record["docreplay"]["totals"]
    names = {"errors": "ERROR", "warnings": "WARNING", "notes": "INFO"}
    assert {name: found.count(level) for name, level in names.items()} == {
        name: totals[name] for name in names
    }
    return totals


def from_rdjsonl(text: str) -> dict[str, int]:
    records = [json.loads(line) for line in text.strip().split("\n")]
    found = [item["severity"] for item in records if "code" in item]
    counted = [
        re.match(r"(\d+) suppressed findings? of cases", item["message"]) for item in records
    ]
    return {
        "errors": found.count("ERROR"),
        "warnings": found.count("WARNING"),
        "notes": found.count("INFO"),
        "suppressed": next((int(item[1]) for item in counted if item), 0),
    }


def from_suggestions(text: str) -> dict[str, int]:
    review = json.loads(text)
    assert len(review["comments"]) == 1
    return words(review["body"].partition("\n")[0])


def from_concise(text: str) -> dict[str, int]:
    lines = text.removesuffix("\n").split("\n")
    found = words(text)
    for name in ("error", "warning", "note"):
        marked = [
            line for line in lines if re.match(rf"\S.*?:\d+:\d+: {name} [A-Z]{{3}}\d+ ", line)
        ]
        assert len(marked) == found[f"{name}s"]
    bare = [line for line in lines if re.match(r"\S.*?:\d+:\d+: (failed|setup failed) ", line)]
    assert len(bare) == sum(item.is_failure and not item.findings for item in RUN.verdicts)
    return found


READERS: dict[str, Callable[[str], dict[str, int]]] = {
    "concise": from_concise,
    "ctrf": from_ctrf,
    "rdjson": from_rdjson,
    "rdjsonl": from_rdjsonl,
    "suggestions": from_suggestions,
    "tap": from_tap,
    "github": words,
    "gitlab": from_gitlab,
    "html": from_html,
    "json": lambda text: json.loads(text)["totals"],
    "jsonl": lambda text: json.loads(text.strip().split("\n")[-1]),
    "junit": from_junit,
    "markdown": from_markdown,
    "sarif": lambda text: json.loads(text)["runs"][0]["properties"]["totals"],
    "text": words,
}


@pytest.mark.parametrize("name", format_names())
def test_every_format_shows_why_cases_did_not_pass(name: str) -> None:
    text = format_named(name).render(RUN)
    text = shown(text) if name == "html" else text
    reasons = {item.reason for item in RUN.verdicts if item.outcome not in ("passed", "failed")}
    assert len(reasons) == 4
    plain = re.sub(r"</?code>|\\", "", text)
    assert not {reason for reason in reasons if reason not in plain}


@pytest.mark.parametrize("name", ["github", "gitlab"])
def test_many_skips_for_one_reason_are_reported_once(name: str) -> None:
    skipped = next(item for item in RUN.verdicts if item.outcome == "skipped")
    text = format_named(name).render(Run(command="test", verdicts=(skipped,) * 300))
    assert text.count(skipped.reason) == 1
    assert "300 cases skipped" in text


@pytest.mark.parametrize("name", format_names())
def test_every_format_shows_the_same_totals(name: str) -> None:
    expected = totals(RUN)
    found = READERS[name](format_named(name).render(RUN))
    assert {key: found[key] for key in OUTCOMES if key in found} == {
        key: expected[key] for key in OUTCOMES if key in found
    }
    assert len(found) >= 3


def _suppressing(number: int) -> Run:
    """Return the run with suppressed findings of failed, passed and accepted cases."""
    left = tuple(finding(line, 1, f"finding {line}") for line in range(1, number + 1))
    verdicts = (
        replace(RUN.verdicts[0], suppressed=left),
        replace(RUN.verdicts[1], suppressed=left),
        *RUN.verdicts[2:],
    )
    return replace(RUN, verdicts=verdicts)


@pytest.mark.parametrize("number", [0, 1, 7])
@pytest.mark.parametrize("name", format_names())
def test_every_format_counts_the_suppressed_findings_of_cases(name: str, number: int) -> None:
    run = _suppressing(number)
    found = READERS[name](format_named(name).render(run))
    assert found["suppressed"] == totals(run)["suppressed"] == 1 + 2 * number


@pytest.mark.parametrize("name", format_names())
def test_no_format_counts_suppressed_findings_where_there_are_none(name: str) -> None:
    run = replace(RUN, verdicts=tuple(replace(item, suppressed=()) for item in RUN.verdicts))
    assert READERS[name](format_named(name).render(run)).get("suppressed", 0) == 0
    assert "suppressed" not in totals(run)


def test_a_finding_of_a_page_is_never_a_test_that_passed() -> None:
    text = format_named("junit").render(RUN)
    suites = ET.fromstring(text)  # noqa: S314  # our own output
    cases = [case for suite in suites for case in suite.findall("testcase")]
    assert int(suites.attrib["tests"]) == len(cases) == len(RUN.verdicts)
    properties = suites[1].findall("properties/property")
    assert [item.attrib["name"] for item in properties] == ["warning", "note"]


def test_an_error_on_a_page_is_a_failure() -> None:
    run = Run(command="check", findings=(finding(1, 1, "wrong"),))
    suites = ET.fromstring(format_named("junit").render(run))  # noqa: S314  # our own output
    assert (suites.attrib["tests"], suites.attrib["failures"]) == ("1", "1")

"""Arazzo 1.1 as its text demands it: every case of the suite, through the reader and the engine."""

from pathlib import Path
from typing import Any

import pytest

from tests.story.arazzo import conformance
from tests.story.arazzo.conformance import Case, same, step, workflow

CASES = tuple(conformance.all_cases())


def of_kind(*keys: str) -> pytest.MarkDecorator:
    """Return a decorator: the test gets each case that has one of the keys."""
    found = [case for case in CASES if any(key in case.parts for key in keys)]
    return pytest.mark.parametrize("case", found, ids=str)


def test_every_case_names_its_section_and_demand() -> None:
    ids = [str(case) for case in CASES]
    assert sorted(set(ids)) == sorted(ids)
    for case in CASES:
        assert case["section"] in conformance.SECTIONS, case
        assert case["level"] in conformance.LEVELS, case
        assert case["rule"].endswith("."), case
    assert {case["section"] for case in CASES} == conformance.SECTIONS


def test_the_documentation_counts_the_cases() -> None:
    text = (Path(__file__).parents[3] / "docs/guides/arazzo.md").read_text(encoding="utf-8")
    demands = ("MUST", "MUST NOT", "REQUIRED", "SHALL")
    firm = sum(case["level"] in demands for case in CASES)
    should, defined = (sum(case["level"] == it for case in CASES) for it in ("SHOULD", "defined"))
    assert f"suite of {len(CASES)} cases" in text
    assert f": {firm} for sentences" in text
    assert f"{should} with SHOULD, and {defined} for" in text


@of_kind("errors")
def test_errors_are_at_their_lines(case: Case, tmp_path: Path) -> None:
    assert conformance.project(case, tmp_path).errors() == case["errors"]


@of_kind("outcome")
def test_a_document_runs(case: Case, tmp_path: Path) -> None:
    result, requester = conformance.project(case, tmp_path).run()
    assert (result.outcome, case.get("reason", "") in result.reason) == (case["outcome"], True), (
        result.reason
    )
    if "sent" in case.parts:
        wanted = case["sent"]
        found = [
            conformance.shown(sent, item)
            for sent, item in zip(requester.sent, wanted, strict=False)
        ]
        assert (found, len(requester.sent)) == (wanted, len(wanted)), requester.lines
    if "outputs" in case.parts:
        assert same(dict(result.outputs)) == same(case["outputs"])
    if "waited" in case.parts:
        assert requester.waited == case["waited"]


@of_kind("criteria")
def test_criteria_pass_and_fail(case: Case, tmp_path: Path) -> None:
    wanted = {
        f"w{number}": (passes, item)
        for number, (passes, item) in enumerate(
            (kind == "pass", item)
            for kind in ("pass", "fail")
            for item in case["criteria"].get(kind, ())
        )
    }
    workflows = [
        workflow(name, step("s", "listItems", successCriteria=criteria(item)))
        for name, (_, item) in wanted.items()
    ]
    made = conformance.generated(case, tmp_path, workflows)
    for name, (passes, item) in wanted.items():
        result, _ = made.run(name)
        assert result.outcome == ("passed" if passes else "failed"), (item, result.reason)


def criteria(item: Any) -> list[Any]:
    """Return the criteria of an entry: a condition, a criterion, or several."""
    items = item if isinstance(item, list) else [item]
    return [{"condition": one} if isinstance(one, str) else one for one in items]


@of_kind("values")
def test_expressions_have_their_values(case: Case, tmp_path: Path) -> None:
    wanted = {f"v{number}": pair for number, pair in enumerate(case["values"])}
    absent = {f"a{number}": text for number, text in enumerate(case.get("absent", ()))}
    expressions = {name: text for name, (text, _) in wanted.items()} | absent
    probe = step("probe", "putItem", outputs=expressions, **case.get("probe", {}))
    probe["parameters"] = [{"name": "id", "in": "path", "value": "7"}, *case.get("parameters", ())]
    outputs = {name: f"$steps.probe.outputs.{name}" for name in expressions}
    more = {"inputs": {"type": "object"}}
    main = workflow("main", *case.get("before", ()), probe, outputs=outputs, **more)
    result, _ = conformance.generated(case, tmp_path, [main, *case.get("others", ())]).run()
    assert result.outcome == "passed", result.reason
    found = {expressions[name]: value for name, value in result.outputs.items()}
    assert same(found) == same(dict(case["values"]))


@of_kind("payloads")
def test_payloads_are_evaluated(case: Case, tmp_path: Path) -> None:
    for payload, body in case["payloads"]:
        sending = step("s", "addItem", requestBody={"payload": payload})
        main = workflow("main", *case.get("before", ()), sending)
        result, requester = conformance.generated(case, tmp_path, [main]).run()
        assert result.outcome == "passed", result.reason
        assert (requester.sent[-1].body or b"").decode() == body

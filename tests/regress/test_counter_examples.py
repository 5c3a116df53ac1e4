"""A change has a response that shows it: the value, and where it is."""

import json
from pathlib import Path

import pytest

from docreplay.model.finding import Finding
from docreplay.model.json.tolerant_reader import read_json
from docreplay.regress import counter_example
from docreplay.regress.change import Change, harmless
from docreplay.regress.rules.type_changed import RULE
from tests.regress import rows
from tests.support.book import Example, parametrize

FOLDER = Path(__file__).parent


def line(finding: Finding) -> str:
    example = finding.counter_example
    if example is None:
        return f"{finding.code} none"
    pointer = "-" if example.pointer is None else example.pointer or "(whole)"
    return f"{finding.code} {example.status} {pointer} {example.value}"


@parametrize(FOLDER / "counter_examples.md")
def test_a_change_has_the_response_that_shows_it(example: Example) -> None:
    found = sorted(line(finding) for finding in rows.findings(example))
    found = "\n".join(found).splitlines()
    assert found == example.get("responses").splitlines()


@parametrize(FOLDER / "rules.md")
def test_every_change_that_may_break_clients_has_one(example: Example) -> None:
    for finding in rows.findings(example):
        is_shown = finding.counter_example is not None
        assert is_shown is (finding.change_class != "non-breaking")


@pytest.mark.parametrize("value", ["x" * 500, ["x" * 500], {"a": ["x"] * 200}])
def test_a_long_value_is_cut(value: object) -> None:
    change = Change(rule=RULE, kind="k", what="w", verdict=harmless(), steps=("a",), status=200)
    body = read_json(json.dumps({"a": value}))
    found = counter_example.body_example(change, None, body)
    assert found
    assert (len(found.value), found.value[-1]) == (201, "…")


def test_a_list_of_any_length_is_looked_at_only_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counter_example, "_MOST", 3)
    change = Change(
        rule=RULE, kind="k", what="w", verdict=harmless(), steps=("*", "a"), is_absence=True
    )
    body = [{"a": 1}, {"a": 2}, {"a": 3}, {}]
    assert counter_example.body_example(change, None, read_json(json.dumps(body))) is None
    assert counter_example.body_example(change, None, read_json(json.dumps(body[1:])))

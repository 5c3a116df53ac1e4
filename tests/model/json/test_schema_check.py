"""The compiled check agrees with jsonschema about reports and their mutations."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from benchmarks.file_mutations import mutations
from docreplay.model.json.schema_check import Mismatch, compiled
from docreplay.report.formats import json as json_format
from tests.report.sample import RUN

SCHEMA = json.loads(
    (Path(__file__).parents[3] / "extractor/docreplay/report/schemas/run.json").read_text("utf-8")
)
CHECK = compiled(SCHEMA)
VALIDATOR = Draft202012Validator(SCHEMA)
ROW = json.loads(json_format.render(RUN))


def is_valid(value: Any) -> bool:
    try:
        CHECK(value)
    except Mismatch:
        return False
    return True


def test_a_report_and_its_mutations_are_judged_as_by_jsonschema() -> None:
    assert is_valid(ROW)
    seen = set()
    found = list(mutations(ROW, "json", random.Random(1)))
    for mutation in random.Random(2).sample(found, 600):
        rare = ("1e999", "NaN", "[[[[")  # no JSON, or not for a recursive validator
        if isinstance(mutation.text, bytes) or any(word in mutation.text for word in rare):
            continue
        try:
            value = json.loads(mutation.text)
        except ValueError:
            continue
        expected = VALIDATOR.is_valid(value)
        seen.add(expected)
        if not mutation.name.startswith("/started "):  # jsonschema does not check formats
            assert is_valid(value) is expected, mutation.name
    assert seen == {True, False}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"seconds": "1"}, "`/seconds`: expected number, got string"),
        ({"seconds": float("inf")}, "`/seconds`: expected number, got a number that JSON"),
        ({"seconds": -1}, "`/seconds`: must be at least 0"),
        ({"started": "soon"}, "`/started`: must be a date and time"),
        ({"findings": [{}]}, "`/findings/0`: missing `actual`"),
        ({"x": 1}, "`/x`: unknown key"),
        ({"shard": "a"}, "`/shard`: must match"),
        ({"lines": {"a/b": {"x": ""}}}, "`/lines/a~1b/x`: unknown key"),
        ({"lines": {"a": {"1": None}}}, "`/lines/a/1`: expected string, got null"),
        ({"totals": {**ROW["totals"], "cases": True}}, "`/totals/cases`: expected integer"),
    ],
)
def test_a_mismatch_has_its_place(change: dict[str, Any], message: str) -> None:
    with pytest.raises(Mismatch) as raised:
        CHECK(ROW | change)
    assert str(raised.value).startswith(message)


def test_a_list_is_not_a_report() -> None:
    with pytest.raises(Mismatch, match=r"`/`: expected object, got array"):
        CHECK([])


@pytest.mark.parametrize("schema", [{"oneOf": []}, {"type": "string", "format": "email"}])
def test_an_unsupported_schema_is_refused(schema: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="unsupported"):
        compiled(schema)

import json
import os
from pathlib import Path

import pytest

from docreplay.model.json.path import JsonPathError, find, json_path
from docreplay.model.json.value import JSON

Steps = tuple[str | int, ...]
SUITE = Path(os.environ.get("JSONPATH_COMPLIANCE_SUITE", ""), "cts.json")
"""The official suite (jsonpath-standard/jsonpath-compliance-test-suite), if checked out."""
STORE: JSON = {
    "shelf": [
        {"kind": "map", "year": 1913, "price": 8},
        {"kind": "atlas", "year": 1952, "price": 31, "sheets": [1, 2]},
        {"kind": "globe", "year": 1931, "price": 90},
    ],
    "a b": {"@odata.type": "#t.box", "名称": "盒子"},
}


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("$", ()),
        ("$.a", ("a",)),
        ("$.a.b", ("a", "b")),
        ("$.value[*].id", ("value", 3, "id")),
        ("$[*]", (0,)),
        ("$['a b'].c", ("a b", "c")),
        ('$["a.b"]', ("a.b",)),
        ("$['..']", ("..",)),
        ("$.*", ("anything",)),
        ("$.*", (0,)),
        ("$[*]", ("anything",)),
        ("$.*.b", ("a", "b")),
        ("$..id", ("id",)),
        ("$..id", ("value", 0, "id")),
        ("$.value..id", ("value", 0, "owner", "id")),
        ("$.value..['a b']", ("value", 0, "a b")),
        ("$.名称", ("名称",)),
        ("$..名称", ("a", "名称")),
        ("$.a😀b", ("a😀b",)),
        ("$['.名称']", (".名称",)),
        ("$['@odata\\u002etype']", ("@odata.type",)),
    ],
)
def test_a_path_matches_what_it_means(path: str, steps: Steps) -> None:
    assert json_path(path).matches(steps)


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("$", ("a",)),
        ("$.a", ()),
        ("$.a", ("A",)),
        ("$.a", ("a", "b")),
        ("$.value.id", ("value", 0, "id")),
        ("$..id", ("id", "name")),
        ("$.a..id", ("id",)),
    ],
)
def test_a_path_matches_nothing_else(path: str, steps: Steps) -> None:
    assert not json_path(path).matches(steps)


@pytest.mark.parametrize(
    "path",
    ["", "a", "$.", "$..", "$.a..", "$.a b", "$.a-b", "$['a'", "$.@odata.type", "$[01]", "$ "],
)
def test_an_invalid_path_is_refused(path: str) -> None:
    with pytest.raises(JsonPathError):
        json_path(path)
    with pytest.raises(JsonPathError):
        find(path, STORE)


@pytest.mark.parametrize(
    "path", ["$..a..b", "$[0]", "$[-1]", "$[1:2]", "$[?@.a]", "$['a','b']", "$..[0]"]
)
def test_a_query_that_cannot_be_a_pattern_is_refused(path: str) -> None:
    find(path, STORE)
    with pytest.raises(JsonPathError):
        json_path(path)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("$.shelf[1].kind", [(("shelf", 1, "kind"), "atlas")]),
        ("$.shelf[-1]['year']", [(("shelf", 2, "year"), 1931)]),
        ("$.shelf[::2].price", [(("shelf", 0, "price"), 8), (("shelf", 2, "price"), 90)]),
        ("$..sheets[*]", [(("shelf", 1, "sheets", 0), 1), (("shelf", 1, "sheets", 1), 2)]),
        ("$.shelf[?@.price > 30 && !@.sheets].kind", [(("shelf", 2, "kind"), "globe")]),
        ("$.shelf[?match(@.kind, 'm.p')].year", [(("shelf", 0, "year"), 1913)]),
        ("$.shelf[?length(@.kind) == 3].kind", [(("shelf", 0, "kind"), "map")]),
        ("$['a b']['@odata.type']", [(("a b", "@odata.type"), "#t.box")]),
        ("$['a b'].名称", [(("a b", "名称"), "盒子")]),
        ("$.missing", []),
    ],
)
def test_a_query_finds_nodes(query: str, found: list[tuple[Steps, JSON]]) -> None:
    assert find(query, STORE) == found


def compliance_cases() -> list[dict[str, JSON]]:
    cases: list[dict[str, JSON]] = json.loads(SUITE.read_text(encoding="utf-8"))["tests"]
    return cases


@pytest.mark.skipif(not SUITE.is_file(), reason="run `make compliance` for the official suite")
def test_the_official_compliance_suite_passes() -> None:
    failed = []
    for case in compliance_cases():
        selector, name = str(case["selector"]), case["name"]
        if case.get("invalid_selector"):
            try:
                find(selector, {})
            except JsonPathError:
                continue
            failed.append(name)
            continue
        values = [value for _, value in find(selector, case["document"])]
        expected = case.get("results", [case.get("result")])
        if values not in (expected if isinstance(expected, list) else []):
            failed.append(name)
    assert not failed

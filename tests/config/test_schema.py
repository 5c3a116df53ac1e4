"""The JSON Schema of the configuration, and that it agrees with the loader."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from docreplay.config.keys import KEYS, SETTINGS
from docreplay.config.load import from_table, load
from docreplay.config.schema import schema, schema_text
from docreplay.errors import ConfigError

VALIDATOR = Draft7Validator(schema())
COMMITTED = Path(__file__).parents[2] / "docreplay.schema.json"


def is_loaded(table: dict[str, Any]) -> bool:
    try:
        from_table(Path(), table)
    except ConfigError:
        return False
    return True


def test_the_committed_schema_is_current_and_valid() -> None:
    Draft7Validator.check_schema(schema())
    assert COMMITTED.read_text(encoding="utf-8") == schema_text(), "run `make schema`"


def test_the_schema_describes_every_key_and_no_other() -> None:
    properties: Any = schema()["properties"]
    assert tuple(properties) == KEYS
    for key, described in properties.items():
        assert described["description"].endswith("."), key
        assert VALIDATOR.is_valid({key: described["default"]}), key
        assert is_loaded({key: described["default"]}), key


@pytest.mark.parametrize("key", KEYS)
def test_the_example_of_a_key_is_accepted_by_both(key: str) -> None:
    table = tomllib.loads(SETTINGS[key].example)
    assert list(table) == [key]
    assert is_loaded(table)
    assert VALIDATOR.is_valid(table)


def test_the_configurations_of_this_repository_are_accepted_by_both() -> None:
    project = tomllib.loads((COMMITTED.parent / "pyproject.toml").read_text(encoding="utf-8"))
    assert VALIDATOR.is_valid(project["tool"]["docreplay"])
    assert load(COMMITTED.parent).docs == ("docs_source",)


WORDS: tuple[Any, ...] = ("ignore", "type", "exact", {}, 1, ["any"])
CHOICES: tuple[Any, ...] = ([], [1, "x", True], [[]], "x")
NUMBERS: tuple[Any, ...] = (0, 0.5, -1, True, "1")
VALUES: tuple[Any, ...] = (
    *(True, False, 0, 1, -1, 0.5, 2.5, 10**9),
    *("", "yes", "No", "TRUE", "perhaps", "30", " 1e3 ", "+2", "-2", "0", "0.0", "soon", "1_000"),
    *("error", "Warning", "NOTE", "fatal", "shape", "exact", "ignore", "any", "regexx"),
    *("https://a.example", "HTTP://a.example:80/x", "ftp://a.example", "https://", "a.example"),
    *("https://a.example?x=1", "https://a.example/#x", "https://me@a.example", "http://a b"),
    *("a.example:80", "[::1]:80", "[::1]", "a.example:", "a*", "x@y", "a/b", "$env:TOKEN"),
    *([], ["a"], ["a", "b.example:1"], [1], [["a"]], ["error"], [""]),
    *({}, {"x": "y"}, {"x": 1}, {"x": True}, {"x": {}}, {"x": {"y": "z"}}, {"x": {"y": ["z"]}}),
    *({"x": ["DOC1"]}, {"x": "note"}, {"X Y": "z"}, {"x": "中"}, {"x": "ÿ"}, {"x": {"y": {}}}),
    *({"mode": "exact"}, {"mode": "exakt"}, {"mode": {}}, {"mode": {"mode": "exact"}}),
    *({"echo": True}, {"echo": 1}, {"echo": "yes"}, {"extra": "note"}, {"null": "shown"}),
    *({"x": {"mode": "types"}}, {"x": {"x": {"mode": "types"}}}, {"paths": "x"}, {"paths": {}}),
    *({"paths": {"$.a": value}} for value in WORDS),
    *({"paths": {"$.a": {key: "exact"}}} for key in ("mode", "null", "format", "regex", "x")),
    *({"paths": {"$.a": {"one-of": value}}} for value in CHOICES),
    *({"paths": {"$.a": {"approx": value}}} for value in NUMBERS),
    *({"paths": {"a": "any"}}, {"paths": {"$.a": {"format": "guid"}}}, {"x": {"paths": {}}}),
)


@pytest.mark.parametrize("key", [*KEYS, "unknown-key"])
def test_the_schema_accepts_what_the_loader_accepts(key: str) -> None:
    different = [
        (value, "schema" if VALIDATOR.is_valid({key: value}) else "loader")
        for value in VALUES
        if VALIDATOR.is_valid({key: value}) != is_loaded({key: value})
    ]
    assert not different


SCALARS = st.none() | st.booleans() | st.integers(-3, 3) | st.text("a1.-:/ {}$é中", max_size=4)
TREES = st.recursive(
    SCALARS.filter(lambda value: value is not None),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text("a-m ", max_size=3), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(KEYS), TREES, max_size=3))
def test_the_schema_and_the_loader_agree_on_any_table(table: dict[str, Any]) -> None:
    assert VALIDATOR.is_valid(table) == is_loaded(table)

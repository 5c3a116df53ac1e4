"""Descriptions of services."""

from contextlib import suppress
from pathlib import Path

import pytest

from benchmarks.processor_time import limited
from docreplay.errors import ConfigError
from docreplay.model.api.metadata import Metadata
from docreplay.sources.metadata import read_metadata

OPENAPI = """
openapi: 3.1.0
components:
  schemas:
    entity:
      properties: { id: { type: string } }
    photo:
      allOf:
        - $ref: "#/components/schemas/entity"
        - properties:
            height: { type: [integer, "null"] }
            form: { $ref: "#/components/schemas/shape" }
            tags: { type: array, items: { type: string } }
            owner: { $ref: "#/components/schemas/entity" }
          additionalProperties: true
    shape: { type: string, enum: [round, square] }
    loop: { $ref: "#/components/schemas/loop" }
"""


def read(text: str, folder: Path) -> Metadata:
    (folder / "api.txt").write_text(text, encoding="utf-8")
    return read_metadata(folder, "api.txt")


def test_an_openapi_description_has_types_with_bases_and_enumerations(tmp_path: Path) -> None:
    found = read(OPENAPI, tmp_path)
    photo = found.find("microsoft.graph.photo")
    assert photo is not None
    properties = found.properties(photo)
    assert {name: sorted(item.kinds) for name, item in properties.items()} == {
        "id": ["string"],
        "height": ["integer"],
        "form": ["string"],
        "tags": ["array"],
        "owner": ["object"],
    }
    assert properties["form"].members == ("round", "square")
    assert properties["height"].is_nullable
    assert not properties["id"].is_nullable
    assert found.is_open(photo)


HOSTILE = {
    "aliases": "a0: &a0 {x: 1}\n"
    + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 30)),
    "merged aliases": "a0: &a0 {x: 1}\n"
    + "".join(f"a{i}: &a{i} {{<<: [{', '.join([f'*a{i - 1}'] * 9)}]}}\n" for i in range(1, 30)),
    "parts that are aliases": "definitions:\n  a0: &a0 {type: string}\n"
    + "".join(f"  a{i}: &a{i} {{allOf: [*a{i - 1}, *a{i - 1}]}}\n" for i in range(1, 40)),
    "parts of itself": "definitions: {a: &a {allOf: [*a, *a]}}",
    "list of itself": "definitions: &a [*a]",
    "merges itself": "definitions: &a {<<: *a}",
    "date": "a: 2026-13-45",
    "time zone": "a: 2026-01-01T00:00:00+99:99",
    "large integer": f"a: {'9' * 5000}",
    "not a time": "a: !!timestamp x",
    "not a boolean": "a: !!bool x",
    "not an integer": "a: !!int x",
    "not a number": "a: !!float x",
    "code": "a: !!python/object/apply:os.system ['true']",
    "list as a key": "? [1]\n: 2",
    "mapping as a key": "? {1: 2}\n: 2",
    "several documents": "--- {a: 1}\n--- {b: 2}",
    "deep": "[" * 100_000,
    "deep XML": "<a>" * 100_000,
    "entities": '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>',
    "encoding": '<?xml version="1.0" encoding="no-such"?><a/>',
    "NUL": "a: \0",
    "NUL in XML": "<a>\0</a>",
    "type": "definitions: {a: {type: {b: c}}}",
    "empty": "",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_description_takes_long_or_ends_docreplay(tmp_path: Path, name: str) -> None:
    (tmp_path / "api.txt").write_text(HOSTILE[name], encoding="utf-8")

    def attempt() -> None:
        with suppress(ConfigError):
            read_metadata(tmp_path, "api.txt")

    limited(attempt, 10)


def test_aliases_that_repeat_little_are_read(tmp_path: Path) -> None:
    text = (
        "definitions:\n  a: &a {properties: {b: &b {type: string}, c: *b}}\n"
        "  d: {<<: *a}\n  e: {allOf: [*a]}\n"
    )
    found = read(text, tmp_path)
    for name in "ade":
        item = found.find(name)
        assert item
        assert sorted(found.properties(item)) == ["b", "c"]


def test_a_type_of_csdl_is_not_found_in_a_different_namespace(tmp_path: Path) -> None:
    found = read(
        '<Schema Namespace="a"><ComplexType Name="b"/></Schema>',
        tmp_path,
    )
    assert found.find("a.b")
    assert found.find("A.B")
    assert found.find("b")
    assert found.find("c.b") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "words",
        "<a>",
        "a: [",
        '<!DOCTYPE a [<!ENTITY b "c">]><Schema Namespace="a"><ComplexType Name="b"/></Schema>',
        "[1]",
    ],
)
def test_an_invalid_description_is_a_usage_error(text: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"api\.txt"):
        read(text, tmp_path)


def test_a_missing_description_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot read"):
        read_metadata(tmp_path, "api.txt")

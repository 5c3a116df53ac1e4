"""Descriptions of services."""

from pathlib import Path

import pytest

from docreplay.errors import ConfigError
from docreplay.model.metadata import Metadata
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

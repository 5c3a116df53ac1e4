import json

from jsonschema import Draft202012Validator

from docreplay.model.body.body_check import Compiler
from docreplay.model.body.expected_schema import ComparisonOptions, expected_schema
from docreplay.model.body.json_schema import json_schema, readable_schema
from docreplay.model.case import BodyAnnotation
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.json.value import JSON
from docreplay.model.page import Page, PageId
from docreplay.model.strictness import DEFAULT, Strictness, strictness_of
from docreplay.model.types.resource_catalogue import catalogue_of
from docreplay.read.reading import read

RESOURCES = """\
<!-- { "blockType": "resource", "@odata.type": "t.photo", "nullableProperties": ["name"] } -->
```json
{ "id": "String", "name": "String", "shape": "square | round", "size": { "@odata.type": "t.size" } }
```
"""


def schema_of_example(documented: JSON, strictness: Strictness = DEFAULT) -> dict[str, JSON]:
    page = PageId(path="resources.md", locale="", key="resources")
    catalogue = catalogue_of(read(Page(id=page, text=RESOURCES)).resources)
    body, annotation = read_json(json.dumps(documented)), BodyAnnotation(type="t.photo")
    options = ComparisonOptions(strictness=strictness)
    schema = expected_schema(body, annotation, catalogue, options)
    found = readable_schema(json_schema(schema, Compiler(catalogue)))
    assert isinstance(found, dict)
    return found


def test_a_schema_contains_what_the_example_and_the_resource_declare() -> None:
    assert schema_of_example({"id": "1", "height": 48}) == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "t.photo",
        "type": "object",
        "x-type": "t.photo",
        "x-promised": ["name", "shape", "size"],
        "x-extra": "note",
        "required": ["height", "id"],
        "properties": {
            "id": {"type": "string"},
            "height": {"type": "integer"},
            "name": {
                "type": ["null", "string"],
                "x-declared": True,
                "$comment": "t.photo, resources.md:3:19",
            },
            "shape": {
                "type": "string",
                "if": {"type": "string"},
                "then": {"enum": ["square", "round"]},
                "x-declared": True,
                "$comment": "t.photo, resources.md:3:37",
            },
            "size": {
                "type": ["object", "string"],
                "x-declared": True,
                "$comment": "t.photo, resources.md:3:64",
            },
        },
    }


def test_a_schema_contains_what_strictness_changes() -> None:
    table: JSON = {"extra": "refuse", "paths": {"$.id": "any", "$.name": {"format": "guid"}}}
    schema = schema_of_example({"id": "1"}, strictness_of(table))
    assert (schema["x-extra"], schema["additionalProperties"]) == ("error", False)
    assert schema["patternProperties"] == {"@": {}}
    properties = schema["properties"]
    assert isinstance(properties, dict)
    assert properties["id"] == {"x-unchecked": True}
    assert properties["name"] == {
        "type": "string",
        "format": "guid",
        "x-sure": True,
        "x-unchecked": True,
    }


def test_a_schema_is_valid_json_schema() -> None:
    Draft202012Validator.check_schema(schema_of_example({"id": "1", "value": [{"a": [1, None]}]}))


def test_a_schema_of_a_number_leaves_others_unchanged() -> None:
    assert "$schema" in schema_of_example(1)
    schema = schema_of_example({"height": 1})
    assert isinstance(schema["properties"], dict)
    assert schema["properties"]["height"] == {"type": "integer"}

import json

from jsonschema import Draft202012Validator

from docreplay.compare.document import document_of
from docreplay.compare.printed import printed
from docreplay.model.case import BodyAnnotation
from docreplay.model.json.value import JSON
from docreplay.model.page import Page, PageId
from docreplay.model.resource_catalogue import catalogue_of
from docreplay.read.reading import read

RESOURCES = """\
<!-- { "blockType": "resource", "@odata.type": "t.photo", "nullableProperties": ["name"] } -->
```json
{ "id": "String", "name": "String", "shape": "square | round", "size": { "@odata.type": "t.size" } }
```
"""


def schema_of_example(documented: JSON) -> dict[str, JSON]:
    page = PageId(path="resources.md", locale="", key="resources")
    catalogue = catalogue_of(read(Page(id=page, text=RESOURCES)).resources)
    document = document_of(json.dumps(documented), BodyAnnotation(type="t.photo"), catalogue)
    assert document
    return printed(document.form)


def test_a_schema_shows_what_the_example_and_the_resource_know() -> None:
    assert schema_of_example({"id": "1", "height": 48}) == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "t.photo",
        "type": "object",
        "required": ["height", "id"],
        "properties": {
            "id": {"type": "string"},
            "height": {"type": "integer"},
            "name": {"type": ["null", "string"], "$comment": "t.photo, resources.md:3:19"},
            "shape": {
                "type": "string",
                "if": {"type": "string"},
                "then": {"enum": ["square", "round"]},
                "$comment": "t.photo, resources.md:3:37",
            },
            "size": {"type": "object", "$comment": "t.photo, resources.md:3:64"},
        },
    }


def test_a_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema_of_example({"id": "1", "value": [{"a": [1, None]}]}))

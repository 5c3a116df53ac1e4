"""The description of documented exchanges, as tools that read OpenAPI see it."""

import json
from typing import Any

from jsonschema import Draft202012Validator

from docreplay.emit.exporter import exporter_named
from docreplay.testing import exchange, export_files


def described(*pages: str) -> dict[str, Any]:
    """Return the description of a page with the exchanges."""
    files = export_files(exporter_named("openapi"), "\n".join(pages))
    assert list(files) == ["openapi.json"]
    found: dict[str, Any] = json.loads(files["openapi.json"])
    return found


def test_an_operation_has_its_parameters_and_both_messages() -> None:
    found = described(
        exchange(
            "POST https://api.example.com/v1/users/{id}/notes?draft=true&at={time}\n"
            'Content-Type: application/json\nIf-Match: "7"\nAuthorization: Bearer x\n\n'
            '{ "a": 1.0, }',
            "HTTP/1.1 201 Created\nContent-Type: application/json\nLocation: /v1/notes/1\n"
            'Content-Length: 9\n\n{ "b": 2 }',
            name="add_note",
        )
    )
    assert found["openapi"] == "3.1.0"
    assert found["servers"] == [{"url": "https://api.example.com"}]
    operation = found["paths"]["/v1/users/{id}/notes"]["post"]
    string = {"type": "string"}
    assert operation["parameters"] == [
        {"name": "id", "in": "path", "required": True, "schema": string},
        {"name": "draft", "in": "query", "schema": string, "example": "true"},
        {"name": "at", "in": "query", "schema": string},
        {"name": "If-Match", "in": "header", "schema": string, "example": '"7"'},
    ]
    assert operation["requestBody"] == {
        "content": {
            "application/json": {
                "schema": {"type": "object", "properties": {"a": {"type": "number"}}},
                "examples": {"add_note": {"value": {"a": 1.0}}},
            }
        }
    }
    assert operation["responses"] == {
        "201": {
            "description": "Created",
            "headers": {"Location": {"schema": string, "example": "/v1/notes/1"}},
            "content": {
                "application/json": {
                    "schema": {
                        "type": "object",
                        "properties": {"b": {"type": "integer"}},
                        "required": ["b"],
                    },
                    "examples": {"add_note": {"value": {"b": 2}}},
                }
            },
        }
    }


def test_cases_of_one_operation_are_examples_of_their_statuses_and_media_types() -> None:
    found = described(
        exchange("GET /a/{id}", 'HTTP/1.1 200 OK\n\n{ "a": 1 }', name="first"),
        exchange("GET /a/{key}", 'HTTP/1.1 200 OK\n\n{ "a": 2 }', name="second"),
        exchange("GET /a/7", "HTTP/1.1 200 OK\nContent-Type: text/csv\n\na,b", name="third"),
        exchange("GET /a/{id}", "HTTP/1.1 404 Not Found", name="fourth"),
        exchange("SEARCH /a", "HTTP/1.1 200 OK", name="fifth"),
    )
    assert set(found["paths"]) == {"/a/{id}", "/a/7", "/a"}
    responses = found["paths"]["/a/{id}"]["get"]["responses"]
    examples = responses["200"]["content"]["application/json"]["examples"]
    assert examples == {"first": {"value": {"a": 1}}, "second": {"value": {"a": 2}}}
    assert responses["404"] == {"description": "Not Found"}
    text = found["paths"]["/a/7"]["get"]["responses"]["200"]["content"]
    assert text == {"text/csv": {"examples": {"third": {"value": "a,b"}}}}
    assert found["openapi"] == "3.2.0"
    assert found["paths"]["/a"]["additionalOperations"]["SEARCH"]["responses"] == {
        "200": {"description": "OK"}
    }


def test_a_body_that_is_not_valid_json_is_text() -> None:
    response = "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{ not JSON"
    found = described(exchange("GET /a", response, name="odd"))
    content = found["paths"]["/a"]["get"]["responses"]["200"]["content"]
    assert content == {"application/json": {"examples": {"odd": {"value": "{ not JSON"}}}}


def test_parameters_that_a_request_repeats_are_arrays() -> None:
    found = described(
        exchange("GET https://api.example.com/x?a=1&a=2&flag&=v&b={b}&b=2", name="one"),
        exchange("GET https://api.example.com/x?flag=1&a=3", name="two"),
    )
    many = {
        "in": "query", "style": "form", "explode": True,
        "schema": {"type": "array", "items": {"type": "string"}},
    }  # fmt: skip
    assert found["paths"]["/x"]["get"]["parameters"] == [
        {"name": "a", **many, "example": ["1", "2"]},
        {"name": "flag", "in": "query", "schema": {"type": "string"}, "example": ""},
        {"name": "b", **many},
    ]


TYPED = """<!-- {{ "blockType": "request", "name": "{name}" }} -->
```http
GET {target}
```
<!-- {{ "blockType": "response", {keys} }} -->
```http
HTTP/1.1 {status}
Content-Type: application/json

{body}
```
"""


def typed(name: str, target: str, body: str, status: str = "200 OK", **keys: str) -> str:
    """Return an exchange whose response has an annotation with keys."""
    stated = ", ".join(f'"{key}": {value}' for key, value in {"@type": '"a.b c"', **keys}.items())
    return TYPED.format(name=name, target=target, body=body, status=status, keys=stated)


def schema_in(found: dict[str, Any], path: str, status: str = "200") -> Any:
    """Return the schema of a JSON response to GET."""
    response = found["paths"][path]["get"]["responses"][status]
    return response["content"]["application/json"]["schema"]


def test_a_type_that_annotations_name_is_one_component_of_all_its_examples() -> None:
    found = described(
        typed("one", "/a/1", '{ "id": 1, "name": "x", "tag": null }', optionalProperties='["id"]'),
        typed(
            "two",
            "/b",
            '{ "value": [{ "id": 2.5, "name": "y" }], "next": "z" }',
            isCollection="true",
        ),
        typed("three", "/c", '{ "error": 1 }', status="404 Not Found", expectError="true"),
    )
    reference = {"$ref": "#/components/schemas/a.b_c"}
    assert found["components"] == {
        "schemas": {
            "a.b_c": {
                "type": "object",
                "properties": {
                    "id": {"type": "number"},
                    "name": {"type": "string"},
                    "tag": {},
                },
                "required": ["name"],
            }
        }
    }
    assert schema_in(found, "/a/1") == reference
    assert schema_in(found, "/b") == {
        "type": "object",
        "properties": {
            "value": {"type": "array", "items": reference},
            "next": {"type": "string"},
        },
        "required": ["next", "value"],
    }
    assert schema_in(found, "/c", "404")["properties"] == {"error": {"type": "integer"}}


def test_types_whose_names_differ_in_marks_only_are_two_components() -> None:
    found = described(
        typed("one", "/a", '{ "a": 1 }'),
        typed("two", "/b", '{ "b": 1 }', **{"@type": '"a.b/c"'}),
    )
    assert list(found["components"]["schemas"]) == ["a.b_c", "a.b_c-2"]
    assert schema_in(found, "/b") == {"$ref": "#/components/schemas/a.b_c-2"}


def test_examples_of_one_operation_share_a_schema_that_each_conforms_to() -> None:
    found = described(
        exchange("GET /a/{id}", 'HTTP/1.1 200 OK\n\n[{ "a": 1, "b": null }]', name="first"),
        exchange("GET /a/{id}", 'HTTP/1.1 200 OK\n\n[{ "a": "x", "b": true }]', name="second"),
        exchange("GET /m", 'HTTP/1.1 200 OK\n\n{ "2024-01-01": 1, "2024-01-02": 2 }', name="m"),
        exchange('POST /a\n\n{ "a": { "b": [{ "c": 1 }] } }', "HTTP/1.1 204 No Content"),
    )
    schema = schema_in(found, "/a/{id}")
    assert schema["items"] == {
        "type": "object",
        "properties": {"a": {"type": ["integer", "string"]}, "b": {"type": ["boolean", "null"]}},
        "required": ["a", "b"],
    }
    examples = found["paths"]["/a/{id}"]["get"]["responses"]["200"]["content"]
    for example in examples["application/json"]["examples"].values():
        Draft202012Validator(schema).validate(example["value"])
    assert schema_in(found, "/m")["additionalProperties"] == {"type": "integer"}
    sent = found["paths"]["/a"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert "required" not in json.dumps(sent)

"""What errors say about inputs, in any language, by their codes, their form and the request."""

import pytest

from docreplay.record.refusal import refusal

INPUTS = {"displayName", "color", "email", "age", "top"}
"""What the request sends; `department` is not sent."""
POINTER = "#/department"
ROWS: dict[str, tuple[object, list[str]]] = {
    "OData, target that was not sent": (
        {
            "error": {
                "code": "BadRequest",
                "message": "Die Eigenschaft fehlt.",
                "target": "department",
            }
        },
        ["required department"],
    ),
    "OData, target that was sent": (
        {"error": {"code": "BadRequest", "message": "値が正しくありません。", "target": "color"}},
        ["invalid color"],
    ),
    "OData, details with codes": (
        {
            "error": {
                "code": "ValidationFailed",
                "message": "La requête est refusée.",
                "details": [
                    {"code": "UnknownProperty", "target": "color", "message": "Propriété inconnue."}
                ],
            }
        },
        ["unknown color"],
    ),
    "OData, a path as the target": (
        {"error": {"code": "X", "message": "不正确", "target": "Body/address/department"}},
        ["required department"],
    ),
    "problem details, errors with pointers": (
        {
            "type": "https://example.net/validation-error",
            "title": "Ihre Anfrage ist nicht gültig.",
            "status": 422,
            "errors": [
                {"detail": "muss eine positive ganze Zahl sein", "pointer": "#/age"},
                {"detail": "darf nicht leer sein", "pointer": POINTER},
            ],
        },
        ["invalid age", "required department"],
    ),
    "problem details, invalid-params": (
        {
            "title": "Solicitud no válida",
            "invalid-params": [{"name": "color", "reason": "debe ser 'verde', 'rojo' o 'azul'"}],
        },
        ["invalid color"],
    ),
    "JSON:API, source.parameter": (
        {"errors": [{"status": "400", "title": "無効", "source": {"parameter": "top"}}]},
        ["invalid top"],
    ),
    "JSON:API, source.pointer": (
        {
            "errors": [
                {
                    "status": "422",
                    "title": "Pflichtfeld",
                    "source": {"pointer": "/data/attributes/department"},
                }
            ]
        },
        ["required department"],
    ),
    "JSON:API, a code": (
        {
            "errors": [
                {"code": "EXTRA_ATTRIBUTE", "title": "…", "source": {"pointer": "/data/color"}}
            ]
        },
        ["unknown color"],
    ),
    "Google, field violations": (
        {
            "error": {
                "code": 400,
                "status": "INVALID_ARGUMENT",
                "message": "Argument incorrect.",
                "details": [
                    {
                        "@type": "type.googleapis.com/google.rpc.BadRequest",
                        "fieldViolations": [{"field": "user.email", "description": "非法值"}],
                    }
                ],
            }
        },
        ["invalid email"],
    ),
    "Google, a reason with its location": (
        {
            "error": {
                "code": 400,
                "message": "Obbligatorio",
                "errors": [
                    {
                        "domain": "global",
                        "reason": "required",
                        "message": "Obbligatorio",
                        "locationType": "parameter",
                        "location": "department",
                    }
                ],
            }
        },
        ["required department"],
    ),
    "AWS, a code and a marked name": (
        {"__type": "com.example#MissingParameterException", "message": "Il manque « department »."},
        ["required department"],
    ),
    "AWS, a list of fields": (
        {
            "__type": "ValidationException",
            "message": "2 Fehler",
            "fieldList": [{"name": "color", "message": "Ungültiger Wert"}],
        },
        ["invalid color"],
    ),
    "Stripe": (
        {"error": {"code": "parameter_missing", "param": "department", "message": "…"}},
        ["required department"],
    ),
    "GitHub": (
        {
            "message": "Échec",
            "errors": [{"resource": "Issue", "field": "department", "code": "missing_field"}],
        },
        ["required department"],
    ),
    "Pydantic": (
        {"detail": [{"loc": ["body", "department"], "msg": "campo richiesto", "type": "missing"}]},
        ["required department"],
    ),
    "Pydantic, more than was allowed": (
        {"detail": [{"loc": ["body", "color"], "msg": "interdit", "type": "extra_forbidden"}]},
        ["unknown color"],
    ),
    "Zod": (
        {"issues": [{"code": "invalid_type", "path": ["age"], "message": "数値が必要です"}]},
        ["invalid age"],
    ),
    "JSON Schema": (
        [
            {
                "instancePath": "",
                "keyword": "required",
                "params": {"missingProperty": "department"},
                "message": "muss vorhanden sein",
            }
        ],
        ["required department"],
    ),
    "JSON Schema, additional properties": (
        [
            {
                "instancePath": "",
                "keyword": "additionalProperties",
                "params": {"additionalProperty": "color"},
                "message": "…",
            }
        ],
        ["unknown color"],
    ),
    "Bean Validation": (
        {
            "status": 400,
            "error": "Bad Request",
            "path": "/users",
            "errors": [
                {
                    "codes": ["NotBlank.user.department", "NotBlank"],
                    "field": "department",
                    "defaultMessage": "darf nicht leer sein",
                }
            ],
        },
        ["required department"],
    ),
    "ASP.NET": (
        {
            "title": "Es sind Validierungsfehler aufgetreten.",
            "errors": {"Department": ["Das Feld ist erforderlich."], "$.age": ["Ungültig."]},
        },
        ["required Department", "invalid age"],
    ),
    "Django": ({"department": ["Ce champ est obligatoire."]}, ["required department"]),
    "Rails, details": ({"errors": {"department": [{"error": "blank"}]}}, ["required department"]),
    "a marked input in another language": (
        {"error": {"code": "BadRequest", "message": "Der Wert 'rot' für „color“ ist ungültig."}},
        ["invalid color"],
    ),
    "a marked word that is not an input": (
        {"error": {"code": "BadRequest", "message": "Der Wert „rot“ ist ungültig."}},
        [],
    ),
    "another language and nothing else": (
        {"error": {"code": "BadRequest", "message": "Fehler"}},
        [],
    ),
    "an input as a word of another language": (
        {"error": {"code": "BadRequest", "message": "Age est incorrect"}},
        [],
    ),
    "English": (
        {"error": {"code": "BadRequest", "message": "The property 'department' is required."}},
        ["required department"],
    ),
    "English, of an input that was sent": (
        {"error": {"code": "BadRequest", "message": "Invalid value for 'color'."}},
        ["invalid color"],
    ),
    "English, with a name": (
        {"error": {"message": "is required", "target": "department"}},
        ["required department"],
    ),
    "the class of an error is not an input": (
        {"name": "ValidationError", "message": "'department' is required"},
        ["required department"],
    ),
    "the path of a request is not an input": (
        {"status": 400, "error": "Bad Request", "message": "Fehler", "path": "/users"},
        [],
    ),
    "an error that is not known": (
        {"error": {"code": "UnknownError", "message": "Etwas ist schiefgegangen."}},
        [],
    ),
    "a text": ("Fehler", []),
    "nothing": (None, []),
}


@pytest.mark.parametrize("name", ROWS)
def test_inputs_that_an_error_names(name: str) -> None:
    value, expected = ROWS[name]
    assert refusal(value, INPUTS) == expected


def test_no_text_of_an_error_is_kept() -> None:
    for value, _ in ROWS.values():
        for said in refusal(value, INPUTS):
            kind, name = said.split(" ")
            assert kind in ("required", "unknown", "invalid")
            assert name.isidentifier()


def test_deep_and_large_errors_are_read_in_part() -> None:
    deep: object = {"target": "color", "message": "x"}
    for _ in range(2000):
        deep = {"details": [deep]}
    assert refusal(deep, INPUTS) == []
    assert refusal([{"target": "color", "message": "x"}] * 100_000, INPUTS) == ["invalid color"]

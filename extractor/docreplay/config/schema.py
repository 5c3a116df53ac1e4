"""The JSON Schema of the configuration file (draft 7, which TOML editors support)."""

import json
from typing import get_args

from docreplay.config.keys import SETTINGS, default_of
from docreplay.config.setting import Setting
from docreplay.model.json.value import JSON
from docreplay.model.strictness import FORMATS, SWITCHES, MatcherKind

_DRAFT = "http://json-schema.org/draft-07/schema#"


def schema() -> dict[str, JSON]:
    """Return the schema of `docreplay.toml`, and of `[tool.docreplay]` in pyproject.toml.

    It accepts what the loader accepts, as far as JSON Schema can say. It cannot say that a port is
    at most 65535, or that a string is a regular expression.
    """
    properties: dict[str, JSON] = {key: _property(item) for key, item in SETTINGS.items()}
    own = _strictness()
    nested: dict[str, JSON] = {"$ref": "#/definitions/strictness"}
    definitions: dict[str, JSON] = {
        "matcher": _matcher(),
        "strictness": own | {"additionalProperties": False},
        "strictness-by-page": own | {"additionalProperties": nested},
    }
    return {
        "$schema": _DRAFT,
        "title": "Configuration of docreplay",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "definitions": definitions,
    }


def schema_text() -> str:
    """Return the schema as the text of docreplay.schema.json."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _property(setting: Setting) -> dict[str, JSON]:
    """Return the schema of one key. A `$ref` is wrapped: draft 7 ignores what is beside it."""
    kind = dict(setting.type.schema)
    wrapped: dict[str, JSON] = {"allOf": [kind]}
    described: dict[str, JSON] = {
        "description": setting.description,
        "default": default_of(setting),
    }
    return described | (wrapped if "$ref" in kind else kind)


def _strictness() -> dict[str, JSON]:
    properties: dict[str, JSON] = {key: {"enum": list(words)} for key, words in SWITCHES.items()}
    matcher: JSON = {"$ref": "#/definitions/matcher"}
    paths: JSON = {
        "type": "object",
        "propertyNames": {"pattern": r"^\$"},
        "additionalProperties": matcher,
    }
    return {"type": "object", "properties": properties | {"paths": paths}}


def _matcher() -> dict[str, JSON]:
    """Return the schema of what a JSON path is given: a word, or a table."""
    scalar: JSON = {"type": ["string", "number", "boolean"]}
    table: dict[str, JSON] = {
        "mode": {"enum": list(SWITCHES["mode"])},
        "null": {"enum": list(SWITCHES["null"])},
        "format": {"enum": list(FORMATS)},
        "regex": {"type": "string", "format": "regex"},
        "one-of": {"type": "array", "minItems": 1, "items": scalar},
        "approx": {"type": "number", "minimum": 0},
    }
    words: list[JSON] = [word for word in get_args(MatcherKind) if word not in table]
    tables: JSON = {
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "properties": table,
    }
    return {"anyOf": [{"enum": words}, tables]}

"""The JSON Schema of story files (draft 2020-12)."""

import json

from docreplay.model.json.value import JSON
from docreplay.story.file.keys import TABLES, StoryKey, StoryTable

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def story_schema() -> dict[str, JSON]:
    """Return the schema; it accepts what the reader accepts, but for names that must exist."""
    definitions: dict[str, JSON] = {name: _table(table) for name, table in TABLES.items()}
    return {
        "$schema": _DRAFT,
        "title": "Stories of docreplay",
        "$ref": "#/$defs/file",
        "$defs": definitions,
    }


def story_schema_text() -> str:
    """Return the schema as the text of stories.schema.json."""
    return json.dumps(story_schema(), ensure_ascii=False, indent=2) + "\n"


def _table(table: StoryTable) -> JSON:
    properties: dict[str, JSON] = {name: _key(key) for name, key in table.keys.items()}
    required: list[JSON] = [name for name, key in table.keys.items() if key.is_required]
    found: dict[str, JSON] = {
        "description": table.description,
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
    }
    if required:
        found["required"] = required
    if table.one_of:
        found["oneOf"] = [{"required": [name]} for name in table.one_of]
    return {"anyOf": [found, *table.also]} if table.also else found


def _key(key: StoryKey) -> JSON:
    schema = key.schema if isinstance(key.schema, dict) else {}
    return {"description": key.description, **schema}

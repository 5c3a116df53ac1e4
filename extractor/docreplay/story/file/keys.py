"""The keys of story files, for the reader, the JSON Schema and the documentation."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from docreplay.model.json.value import JSON

TEXT: JSON = {"type": "string"}
NAME: JSON = {"type": "string", "minLength": 1}
NAMES: JSON = {"type": "array", "items": {"type": "string"}}
FLAG: JSON = {"type": "boolean"}
SECONDS: JSON = {"type": "number", "minimum": 0}
COUNT: JSON = {"type": "integer", "minimum": 0}
STATUS: JSON = {"type": "integer", "minimum": 100, "maximum": 599}
STATUSES: JSON = {"anyOf": [STATUS, {"type": "array", "items": STATUS, "minItems": 1}]}
VALUES: JSON = {"type": "object"}
ANY: JSON = True


def ref(name: str) -> JSON:
    """Return the schema of a table of the file."""
    return {"$ref": f"#/$defs/{name}"}


def many(name: str) -> JSON:
    """Return the schema of an array of such tables."""
    return {"type": "array", "items": ref(name)}


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a table."""

    schema: JSON
    description: str
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a story file."""

    description: str
    keys: Mapping[str, Key]
    one_of: tuple[str, ...] = ()
    """Keys of which there must be exactly one."""
    also: tuple[JSON, ...] = field(default=())
    """Other forms in which the value may be written."""


_CRITERIA = "Conditions, of which all must pass: texts such as `$statusCode == 404`, or tables."
_CAPTURE = (
    "Values to keep, by name: `$.id` (JSON Path), `ETag:` (a header), or a runtime expression."
)

TABLES: Mapping[str, Table] = {
    "file": Table("A story file.", {"story": Key(many("story"), "The stories of the file.", True)}),
    "story": Table(
        "Requests in an order, and what must be done after them in any case.",
        {
            "id": Key(NAME, "Name of the story, unique in the file.", True),
            "summary": Key(TEXT, "What the story shows, in one line."),
            "inputs": Key(VALUES, "Inputs by name: a value, or a table (see `input`)."),
            "account": Key(TEXT, "Account whose credentials are sent."),
            "scopes": Key(NAMES, "Scopes that the account must have, or the story is skipped."),
            "tags": Key(NAMES, "Tags, to select stories with `-m` or `-k`."),
            "enabled": Key(FLAG, "Whether the story runs (default: true)."),
            "reusable": Key(FLAG, "Whether it only runs as a step of others (default: false)."),
            "requires": Key(NAMES, "Stories that must have passed before: `id`, or `file#id`."),
            "headers": Key(VALUES, "Headers of each request; null removes one."),
            "steps": Key(many("step"), "The steps, in their order.", True),
            "finally": Key(many("step"), "Steps that run at the end in any case, in this order."),
            "outputs": Key(VALUES, "Values that a story that calls this one gets, by name."),
            "on-success": Key(many("action"), "Actions after each successful step."),
            "on-failure": Key(many("action"), "Actions after each failed step."),
        },
    ),
    "step": Table(
        "A request, or another story.",
        {
            "id": Key(NAME, "Name of the step, unique in the story.", True),
            "case": Key(NAME, "Id of a documented case, as `docreplay list` prints it."),
            "request": Key(NAME, "A request of the story's own: `POST /photos`."),
            "story": Key(NAME, "Another story: `id`, or `file#id`."),
            "summary": Key(TEXT, "What the step does, in one line."),
            "inputs": Key(VALUES, "Inputs of the other story."),
            "path": Key(VALUES, "Values of placeholders of the path."),
            "query": Key(VALUES, "Query parameters; null removes one, an array repeats it."),
            "headers": Key(VALUES, "Headers; null removes one."),
            "cookies": Key(VALUES, "Cookies."),
            "url": Key(TEXT, "The whole URL instead, such as `$steps.create.outputs.next`."),
            "body": Key(ANY, "The body: text as it is, anything else in its media type."),
            "media-type": Key(TEXT, "Content-Type of the body."),
            "set": Key(VALUES, "Values in the JSON body, by JSON Pointer; null sets null."),
            "remove": Key(NAMES, "Members to remove from the JSON body, by JSON Pointer."),
            "status": Key(STATUSES, "Expected status, or several; the documented one otherwise."),
            "check": Key({"type": "array", "items": ref("criterion")}, _CRITERIA),
            "capture": Key({"type": "object", "additionalProperties": ref("capture")}, _CAPTURE),
            "compare": Key(FLAG, "Whether the response of a case is compared (default: true)."),
            "setup": Key(FLAG, "Whether the step prepares others: its failure is a failed setup."),
            "after": Key(NAMES, "Steps that must be complete."),
            "timeout": Key(SECONDS, "Seconds for one attempt."),
            "account": Key(TEXT, "Account whose credentials are sent."),
            "retry": Key(ref("retry"), "Send the request again while it fails."),
            "on-success": Key(many("action"), "Actions after success; the first that applies."),
            "on-failure": Key(many("action"), "Actions after failure; the first that applies."),
        },
        one_of=("case", "request", "story"),
    ),
    "input": Table(
        "An input with more than a value. `--var NAME=VALUE` sets any of them.",
        {
            "default": Key(ANY, "Its value if the run gives none."),
            "random": Key(TEXT, "A new name for each run, which begins with this text."),
            "suffix": Key(TEXT, "What the new name ends with."),
            "required": Key(FLAG, "Whether the run must give a value."),
            "schema": Key(ANY, "JSON Schema of the value."),
        },
    ),
    "criterion": Table(
        "A condition (Arazzo 1.1, Criterion Object).",
        {
            "condition": Key(NAME, "The condition, in the language of `type`.", True),
            "context": Key(TEXT, "Runtime expression of what it applies to, unless it is simple."),
            "type": Key(
                {"enum": ["simple", "regex", "jsonpath", "xpath"]}, "Language (default: simple)."
            ),
            "version": Key(TEXT, "Version of the language, such as `xpath-10`."),
        },
        also=(NAME,),
    ),
    "capture": Table(
        "A value to keep (Arazzo 1.1, Selector Object).",
        {
            "context": Key(TEXT, "Runtime expression (default: `$response.body`)."),
            "selector": Key(TEXT, "What to select in it.", True),
            "type": Key({"enum": ["jsonpath", "xpath", "jsonpointer"]}, "Language of it.", True),
            "version": Key(TEXT, "Version of the language."),
            "optional": Key(FLAG, "Whether the step succeeds without it (default: false)."),
        },
        also=(NAME,),
    ),
    "retry": Table(
        "When to send a request again.",
        {
            "limit": Key(COUNT, "How often at most (default: 1)."),
            "after": Key(SECONDS, "Seconds to wait; `Retry-After` counts instead."),
            "status": Key(STATUSES, "Only if it is answered with such a status."),
            "if": Key({"type": "array", "items": ref("criterion")}, _CRITERIA),
        },
    ),
    "action": Table(
        "What to do after a step (Arazzo 1.1, Success and Failure Action Objects).",
        {
            "name": Key(TEXT, "Name; one of a step replaces that of the story."),
            "end": Key({"const": True}, "End the story."),
            "goto": Key(NAME, "Go on with this step."),
            "goto-story": Key(NAME, "Go on with this story instead."),
            "inputs": Key(VALUES, "Inputs of that story."),
            "if": Key({"type": "array", "items": ref("criterion")}, _CRITERIA),
        },
        one_of=("end", "goto", "goto-story"),
    ),
}

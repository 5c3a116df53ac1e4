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
class StoryKey:
    """A key of a table."""

    schema: JSON
    description: str
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class StoryTable:
    """A table of a story file."""

    description: str
    keys: Mapping[str, StoryKey]
    one_of: tuple[str, ...] = ()
    """Keys of which there must be exactly one."""
    also: tuple[JSON, ...] = field(default=())
    """Other forms in which the value may be written."""


_CRITERIA = "Conditions, of which all must pass: texts such as `$statusCode == 404`, or tables."
_CAPTURE = (
    "Values to keep, by name: `$.id` (JSON Path), `ETag:` (a header), or a runtime expression."
)

TABLES: Mapping[str, StoryTable] = {
    "file": StoryTable(
        "A story file.", {"story": StoryKey(many("story"), "The stories of the file.", True)}
    ),
    "story": StoryTable(
        "Requests in an order, and what must be done after them in any case.",
        {
            "id": StoryKey(NAME, "Name of the story, unique in the file.", True),
            "summary": StoryKey(TEXT, "What the story shows, in one line."),
            "inputs": StoryKey(VALUES, "Inputs by name: a value, or a table (see `input`)."),
            "account": StoryKey(TEXT, "Account whose credentials are sent."),
            "scopes": StoryKey(
                NAMES, "Scopes that the account must have, or the story is skipped."
            ),
            "tags": StoryKey(NAMES, "Tags, to select stories with `-m` or `-k`."),
            "enabled": StoryKey(FLAG, "Whether the story runs (default: true)."),
            "reusable": StoryKey(
                FLAG, "Whether it only runs as a step of others (default: false)."
            ),
            "requires": StoryKey(
                NAMES, "Stories that must have passed before: `id`, or `file#id`."
            ),
            "headers": StoryKey(VALUES, "Headers of each request; null removes one."),
            "steps": StoryKey(many("step"), "The steps, in their order.", True),
            "finally": StoryKey(
                many("step"), "Steps that run at the end in any case, in this order."
            ),
            "outputs": StoryKey(VALUES, "Values that a story that calls this one gets, by name."),
            "on-success": StoryKey(many("action"), "Actions after each successful step."),
            "on-failure": StoryKey(many("action"), "Actions after each failed step."),
        },
    ),
    "step": StoryTable(
        "A request, or another story.",
        {
            "id": StoryKey(NAME, "Name of the step, unique in the story.", True),
            "case": StoryKey(NAME, "Id of a documented case, as `docreplay list` prints it."),
            "request": StoryKey(NAME, "A request of the story's own: `POST /photos`."),
            "story": StoryKey(NAME, "Another story: `id`, or `file#id`."),
            "summary": StoryKey(TEXT, "What the step does, in one line."),
            "inputs": StoryKey(VALUES, "Inputs of the other story."),
            "path": StoryKey(VALUES, "Values of placeholders of the path."),
            "query": StoryKey(VALUES, "Query parameters; null removes one, an array repeats it."),
            "headers": StoryKey(VALUES, "Headers; null removes one."),
            "cookies": StoryKey(VALUES, "Cookies."),
            "url": StoryKey(TEXT, "The whole URL instead, such as `$steps.create.outputs.next`."),
            "body": StoryKey(ANY, "The body: text as it is, anything else in its media type."),
            "media-type": StoryKey(TEXT, "Content-Type of the body."),
            "set": StoryKey(VALUES, "Values in the JSON body, by JSON Pointer; null sets null."),
            "remove": StoryKey(NAMES, "Members to remove from the JSON body, by JSON Pointer."),
            "status": StoryKey(
                STATUSES, "Expected status, or several; the documented one otherwise."
            ),
            "check": StoryKey({"type": "array", "items": ref("criterion")}, _CRITERIA),
            "capture": StoryKey(
                {"type": "object", "additionalProperties": ref("capture")}, _CAPTURE
            ),
            "compare": StoryKey(
                FLAG, "Whether the response of a case is compared (default: true)."
            ),
            "setup": StoryKey(
                FLAG, "Whether the step prepares others: its failure is a failed setup."
            ),
            "after": StoryKey(NAMES, "Steps that must be complete."),
            "timeout": StoryKey(SECONDS, "Seconds for one attempt."),
            "account": StoryKey(TEXT, "Account whose credentials are sent."),
            "poll": StoryKey(
                {"enum": ["always", "never"]},
                "Whether an operation that it starts is followed (default: as configured).",
            ),
            "retry": StoryKey(ref("retry"), "Send the request again while it fails."),
            "on-success": StoryKey(
                many("action"), "Actions after success; the first that applies."
            ),
            "on-failure": StoryKey(
                many("action"), "Actions after failure; the first that applies."
            ),
        },
        one_of=("case", "request", "story"),
    ),
    "input": StoryTable(
        "An input with more than a value. `--var NAME=VALUE` sets any of them.",
        {
            "default": StoryKey(ANY, "Its value if the run gives none."),
            "random": StoryKey(TEXT, "A new name for each run, which begins with this text."),
            "suffix": StoryKey(TEXT, "What the new name ends with."),
            "required": StoryKey(FLAG, "Whether the run must give a value."),
            "schema": StoryKey(ANY, "JSON Schema of the value."),
        },
    ),
    "criterion": StoryTable(
        "A condition (Arazzo 1.1, Criterion Object).",
        {
            "condition": StoryKey(NAME, "The condition, in the language of `type`.", True),
            "context": StoryKey(
                TEXT, "Runtime expression of what it applies to, unless it is simple."
            ),
            "type": StoryKey(
                {"enum": ["simple", "regex", "jsonpath", "xpath"]}, "Language (default: simple)."
            ),
            "version": StoryKey(TEXT, "Version of the language, such as `xpath-10`."),
        },
        also=(NAME,),
    ),
    "capture": StoryTable(
        "A value to keep (Arazzo 1.1, Selector Object).",
        {
            "context": StoryKey(TEXT, "Runtime expression (default: `$response.body`)."),
            "selector": StoryKey(TEXT, "What to select in it.", True),
            "type": StoryKey(
                {"enum": ["jsonpath", "xpath", "jsonpointer"]}, "Language of it.", True
            ),
            "version": StoryKey(TEXT, "Version of the language."),
            "optional": StoryKey(FLAG, "Whether the step succeeds without it (default: false)."),
        },
        also=(NAME,),
    ),
    "retry": StoryTable(
        "When to send a request again.",
        {
            "limit": StoryKey(COUNT, "How often at most (default: 1)."),
            "after": StoryKey(SECONDS, "Seconds to wait; `Retry-After` counts instead."),
            "status": StoryKey(STATUSES, "Only if it is answered with such a status."),
            "if": StoryKey({"type": "array", "items": ref("criterion")}, _CRITERIA),
        },
    ),
    "action": StoryTable(
        "What to do after a step (Arazzo 1.1, Success and Failure Action Objects).",
        {
            "name": StoryKey(TEXT, "Name; one of a step replaces that of the story."),
            "end": StoryKey({"const": True}, "End the story."),
            "goto": StoryKey(NAME, "Go on with this step."),
            "goto-story": StoryKey(NAME, "Go on with this story instead."),
            "inputs": StoryKey(VALUES, "Inputs of that story."),
            "if": StoryKey({"type": "array", "items": ref("criterion")}, _CRITERIA),
        },
        one_of=("end", "goto", "goto-story"),
    ),
}

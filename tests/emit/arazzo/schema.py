"""JSON Schemas of Arazzo 1.0 and 1.1, after the tables of fields in the specifications."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
NAME: Schema = {"type": "string", "pattern": r"^[A-Za-z0-9_\-]+$"}
EXPRESSION: Schema = {"type": "string", "pattern": r"^\$"}


def fields(required: str, **members: Any) -> Schema:
    """Return the schema of an object; `required` names the members that it must have."""
    return {
        "type": "object",
        "properties": members,
        "required": required.split(),
        "patternProperties": {"^x-": True},
        "additionalProperties": False,
    }


def many(item: Any, least: int = 0) -> Schema:
    """Return the schema of a list without repetitions."""
    return {"type": "array", "items": item, "minItems": least, "uniqueItems": True}


def named(pattern: str, item: Any) -> Schema:
    """Return the schema of a map whose keys match a pattern."""
    return {"type": "object", "patternProperties": {pattern: item}, "additionalProperties": False}


@dataclass(frozen=True)
class ArazzoSchema:
    """The schema of one minor version: `1.0` or `1.1`."""

    version: str

    @property
    def is_new(self) -> bool:
        return self.version == "1.1"

    def later(self, **members: Any) -> Schema:
        """Return members that Arazzo 1.0 does not have."""
        return members if self.is_new else {}

    @cached_property
    def versioned(self) -> Schema:
        xpath = ["xpath-10", "xpath-20", "xpath-30", *self.later(**{"xpath-31": 1})]
        jsonpath = ["draft-goessner-dispatch-jsonpath-00", *self.later(rfc9535=1)]
        kinds = (("jsonpath", jsonpath), ("xpath", xpath))
        return {
            "oneOf": [
                fields("type version", type={"const": kind}, version={"enum": versions})
                for kind, versions in kinds
            ]
        }

    @cached_property
    def language(self) -> Schema:
        return {"anyOf": [{"enum": ["jsonpath", "xpath", "jsonpointer"]}, self.versioned]}

    @cached_property
    def outputs(self) -> Schema:
        selector = fields(
            "context selector type", context=EXPRESSION, selector=TEXT, type=self.language
        )
        value = {"anyOf": [EXPRESSION, selector]} if self.is_new else EXPRESSION
        return named(r"^[a-zA-Z0-9.\-_]+$", value)

    @cached_property
    def criterion(self) -> Schema:
        kinds = {"enum": ["simple", "regex", "jsonpath", "xpath"]}
        made = fields(
            "condition", context=EXPRESSION, condition=TEXT, type={"anyOf": [kinds, self.versioned]}
        )
        return made | {"dependentRequired": {"type": ["context"]}}

    @cached_property
    def parameter(self) -> Schema:
        places = ["path", "query", "header", "cookie", *self.later(querystring=1)]
        return fields("name in value", name=TEXT, value=True, **{"in": {"enum": places}})

    @cached_property
    def given(self) -> Schema:
        return fields("name value", name=TEXT, value=True)

    def action(self, types: str, **members: Any) -> Schema:
        """Return the schema of an action, or of a reference to one."""
        made = fields(
            "name type",
            name=TEXT,
            type={"enum": types.split()},
            stepId=NAME,
            workflowId=TEXT,
            criteria=many(self.criterion, 1),
            **self.later(parameters=many(self.given)),
            **members,
        )
        goto = {"if": {"properties": {"type": {"const": "goto"}}}}
        targets = {"oneOf": [{"required": ["stepId"]}, {"required": ["workflowId"]}]}
        return {**made, **goto, "then": targets}

    @cached_property
    def success(self) -> Schema:
        return self.action("end goto")

    @cached_property
    def failure(self) -> Schema:
        seconds = {"type": "number", "minimum": 0}
        limit = {"type": "integer", "minimum": 0}
        return self.action("end goto retry", retryAfter=seconds, retryLimit=limit)

    def listed(self, action: Schema) -> Schema:
        """Return the schema of a list of actions, which may be references."""
        pattern = {"type": "string", "pattern": r"^\$components\."}
        return many({"oneOf": [action, fields("reference", reference=pattern)]})

    @cached_property
    def body(self) -> Schema:
        target = self.later(targetSelectorType=self.language)
        replacement = fields("target value", target=TEXT, value=True, **target)
        return fields("", contentType=TEXT, payload=True, replacements=many(replacement))

    @cached_property
    def step(self) -> Schema:
        seconds = {"type": "integer", "minimum": 0}
        made = fields(
            "stepId",
            stepId=NAME,
            description=TEXT,
            operationId=TEXT,
            workflowId=TEXT,
            parameters=many({"anyOf": [self.parameter, self.given]}),
            requestBody=self.body,
            successCriteria=many(self.criterion, 1),
            onSuccess=self.listed(self.success),
            onFailure=self.listed(self.failure),
            outputs=self.outputs,
            **self.later(timeout=seconds, dependsOn=many(TEXT)),
        )
        return made | {
            "oneOf": [{"required": ["operationId"]}, {"required": ["workflowId"]}],
            "if": {"required": ["operationId"]},
            "then": {"properties": {"parameters": {"items": {"required": ["in"]}}}},
        }

    @cached_property
    def workflow(self) -> Schema:
        return fields(
            "workflowId steps",
            workflowId=NAME,
            summary=TEXT,
            description=TEXT,
            inputs={"$ref": "https://json-schema.org/draft/2020-12/schema"},
            dependsOn=many(TEXT),
            steps=many(self.step, 1),
            successActions=self.listed(self.success),
            failureActions=self.listed(self.failure),
            outputs=self.outputs,
            parameters=many(self.parameter),
            **{"x-docreplay-finally": many(self.step, 1)},
        )

    @cached_property
    def document(self) -> Schema:
        """The schema of the whole document."""
        keys = r"^[a-zA-Z0-9.\-_]+$"
        source = fields(
            "name url type",
            name=NAME,
            url={**TEXT, "format": "uri-reference"},
            type={"enum": ["openapi", "arazzo"]},
        )
        return fields(
            "arazzo info sourceDescriptions workflows",
            arazzo={"type": "string", "pattern": rf"^{self.version}\.\d+$"},
            info=fields("title version", title=TEXT, version=TEXT),
            sourceDescriptions=many(source, 1),
            workflows=many(self.workflow, 1),
            components=fields(
                "",
                successActions=named(keys, self.success),
                failureActions=named(keys, self.failure),
            ),
        )

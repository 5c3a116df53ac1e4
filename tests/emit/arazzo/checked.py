"""Whether exported files are valid: Arazzo by its schema, OpenAPI by what Arazzo needs of it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from tests.emit.arazzo.schema import ArazzoSchema

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


def faults(files: Mapping[str, str]) -> list[str]:
    """Return what is wrong with exported files."""
    read = {path: yaml.safe_load(text) for path, text in files.items()}
    description = read.pop("openapi.yaml")
    found = list(_in_description(description))
    known = {operation["operationId"] for _, operation in _operations(description)}
    for path, document in read.items():
        validator = Draft202012Validator(ArazzoSchema(document["arazzo"][:3]).document)
        found += [f"{path}: {e.json_path}: {e.message}" for e in validator.iter_errors(document)]
        for workflow in document["workflows"]:
            steps = [*workflow["steps"], *workflow.get("x-docreplay-finally", ())]
            named = {step.get("operationId") for step in steps} - {None}
            found += [f"{path}: unknown operation {name}" for name in named - known]
    return found


def _operations(description: Any) -> Iterator[tuple[str, Any]]:
    for path, item in description["paths"].items():
        yield from ((path, item[method]) for method in item if method in _METHODS)
        yield from ((path, one) for one in item.get("additionalOperations", {}).values())


def _in_description(description: Any) -> Iterator[str]:
    """Yield what OpenAPI 3.1 forbids: repeated ids, equal paths, undeclared placeholders."""
    is_later = any("additionalOperations" in item for item in description["paths"].values())
    if not description["openapi"].startswith("3.2." if is_later else "3.1."):
        yield f"version {description['openapi']}"
    ids = [operation["operationId"] for _, operation in _operations(description)]
    forms = [re.sub(r"\{[^{}]*\}", "{}", path) for path in description["paths"]]
    for name, values in (("operationId", ids), ("path", forms)):
        yield from (f"{name} {value} twice" for value in set(values) if values.count(value) > 1)
    for path, operation in _operations(description):
        places = [(item["in"], item["name"]) for item in operation.get("parameters", ())]
        declared = {name for place, name in places if place == "path"}
        if declared != set(re.findall(r"\{([^{}]*)\}", path)) or not path.startswith("/"):
            yield f"{path}: declares {sorted(declared)}"
        if len(set(places)) != len(places) or "?" in path or "#" in path:
            yield f"{path}: {places}"

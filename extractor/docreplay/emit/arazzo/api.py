"""The OpenAPI description of the requests that stories send, which an Arazzo document needs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from docreplay.emit.arazzo.targets import TargetTemplate, slug, target_of
from docreplay.model.case import Case
from docreplay.model.http.status import usual_reason
from docreplay.model.http.url_template import split
from docreplay.model.json.value import JSON

NAME = "api"
"""Name of the source description."""
FILE = "openapi.yaml"
_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_PLACES = ("path", "query", "header", "cookie")


@dataclass(slots=True)
class DescribedOperation:
    """An operation: method and path template, and what its requests have."""

    id: str
    method: str
    path: str
    names: tuple[str, ...]
    """Names of the placeholders of the path, in their order."""
    case: str = ""
    """Id of the documented case whose id the operation has, or `""`."""
    summary: str = ""
    origin: str = ""
    parameters: dict[tuple[str, str], None] = field(default_factory=dict)
    media_types: dict[str, None] = field(default_factory=dict)
    statuses: dict[int, None] = field(default_factory=dict)

    def note(self, parameters: Iterable[JSON], body: JSON) -> None:
        """Take in the parameters and the body of a step that sends the request."""
        for item in parameters:
            if isinstance(item, dict) and item.get("in") in _PLACES:
                self.parameters[str(item["in"]), str(item["name"])] = None
        if isinstance(body, dict):
            self.media_types[str(body.get("contentType") or "application/json")] = None

    def content(self) -> dict[str, JSON]:
        """Return the Operation Object (OpenAPI 3.1)."""
        found: dict[str, JSON] = {"operationId": self.id}
        if self.summary:
            found["summary"] = self.summary
        if self.origin:
            found["servers"] = [{"url": self.origin}]
        places = [*((("path", name)) for name in self.names)]
        places += [key for key in self.parameters if key[0] != "path"]
        if places:
            found["parameters"] = [_parameter(*place) for place in places]
        if self.media_types:
            found["requestBody"] = {"content": {name: {} for name in self.media_types}}
        found["responses"] = _responses(self.statuses)
        return found


def _parameter(place: str, name: str) -> JSON:
    required: dict[str, JSON] = {"required": True} if place == "path" else {}
    return {"name": name, "in": place, **required, "schema": {}}


def _responses(statuses: Iterable[int]) -> JSON:
    named: dict[str, JSON] = {
        str(status): {"description": usual_reason(status) or "Documented response"}
        for status in sorted(statuses)
    }
    return named or {"default": {"description": "Any response"}}


class ApiDescription:
    """The operations that stories call, each once."""

    def __init__(self, base_url: str, cases: Mapping[str, Case]) -> None:
        base = split(base_url) if base_url else None
        self._base_path = base.path.rstrip("/") if base else ""
        origins = {split(case.request.target).origin for case in cases.values()}
        shared = next(iter(origins), "") if len(origins) == 1 else ""
        self._server = base_url.rstrip("/") or shared
        self._operations: dict[tuple[str, str], DescribedOperation] = {}
        self._ids: set[str] = set()

    def of_case(self, case: Case, target: TargetTemplate) -> DescribedOperation:
        """Return the operation of a documented case; its id is that of its first case."""
        found = self._operation(case.request.method, target, case.id)
        found.case = found.case or (case.id if found.id == case.id else "")
        found.summary = found.summary or case.title
        if status := case.expectation.status:
            found.statuses[status] = None
        return found

    def of_request(self, method: str, target: TargetTemplate) -> DescribedOperation:
        """Return the operation of a request of a story's own."""
        return self._operation(method, target, f"{method.lower()}-{slug(target.path)}")

    def note_cases(self, cases: Iterable[Case]) -> None:
        """Make the operations of documented cases, so that they have the ids of cases."""
        for case in cases:
            self.of_case(case, target_of(case.request.target, has_expressions=False))

    def content(self, title: str) -> JSON:
        """Return the OpenAPI Object."""
        paths: dict[str, dict[str, JSON]] = {}
        version = "3.1.0"
        for operation in self._operations.values():
            item = paths.setdefault(operation.path, {})
            if operation.method.lower() in _METHODS:
                item[operation.method.lower()] = operation.content()
                continue
            version = "3.2.0"
            more = item.setdefault("additionalOperations", {})
            if isinstance(more, dict):
                more[operation.method] = operation.content()
        server: dict[str, JSON] = {"servers": [{"url": self._server}]} if self._server else {}
        info: JSON = {"title": title, "version": "1"}
        return {"openapi": version, "info": info, **server, "paths": dict(paths)}

    def _operation(self, method: str, target: TargetTemplate, name: str) -> DescribedOperation:
        path = self._below_base(target.path)
        key = (method, target._replace(path=path).form)
        if key not in self._operations:
            known = self._same_form(key[1])
            names = known.names if known else tuple(gap.name for gap in target.gaps)
            origin = "" if target.origin in ("", self._server) else target.origin
            self._operations[key] = DescribedOperation(
                id=self._unused(name),
                method=method,
                path=known.path if known else path,
                names=names,
                origin="" if self._base_path else origin,
            )
        return self._operations[key]

    def _same_form(self, form: str) -> DescribedOperation | None:
        """Return an operation of a different method whose path differs in names at most.

        OpenAPI takes such paths for the same (Paths Object).
        """
        return next((item for (_, known), item in self._operations.items() if known == form), None)

    def _below_base(self, path: str) -> str:
        """Return a path below that of the base URL, which a documented path may repeat."""
        base = self._base_path
        return path[len(base) :] if base and path.startswith(f"{base}/") else path

    def _unused(self, name: str) -> str:
        number, found = 1, name
        while found in self._ids:
            number += 1
            found = f"{name}-{number}"
        self._ids.add(found)
        return found

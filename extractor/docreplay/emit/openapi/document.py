"""The description of all operations that cases document (OpenAPI 3.1)."""

from collections.abc import Iterable, Iterator, Sequence

from docreplay.emit.arazzo.api import ApiDescription, DescribedOperation
from docreplay.emit.arazzo.targets import QueryPair, TargetTemplate, target_of
from docreplay.emit.openapi.messages import headers, request_body, responses
from docreplay.emit.openapi.schemas import TypeSchemas
from docreplay.model.case import Case
from docreplay.model.json.value import JSON

_Documented = tuple[Case, TargetTemplate]


def document(cases: Iterable[Case]) -> JSON:
    """Return the OpenAPI Object: an operation for each method and path template of the cases.

    Requests and responses are named examples; the first one that a page documents comes first.
    """
    found = tuple(cases)
    described = ApiDescription("", {case.id: case for case in found})
    documented: dict[str, tuple[DescribedOperation, list[_Documented]]] = {}
    for case in found:
        target = target_of(case.request.target, has_expressions=False)
        operation = described.of_case(case, target)
        documented.setdefault(operation.id, (operation, []))[1].append((case, target))
    content = described.content("Documented API")
    components = TypeSchemas.of(found)
    if isinstance(content, dict):
        for operation, own in documented.values():
            _object_of(content, operation).update(_details(operation, own, components))
        if components.found:
            content["components"] = {"schemas": components.content()}
    return content


def _object_of(content: dict[str, JSON], operation: DescribedOperation) -> dict[str, JSON]:
    """Return the Operation Object of an operation, which `ApiDescription` wrote."""
    found: JSON = content
    for step in ("paths", operation.path):
        found = found[step] if isinstance(found, dict) else None
    item = found if isinstance(found, dict) else {}
    more = item.get("additionalOperations")
    own = item.get(operation.method.lower())
    own = own or (more.get(operation.method) if isinstance(more, dict) else None)
    return own if isinstance(own, dict) else {}


def _details(
    operation: DescribedOperation, documented: list[_Documented], components: TypeSchemas
) -> dict[str, JSON]:
    """Return the parameters and messages that the cases of an operation document."""
    cases = [case for case, _ in documented]
    found: dict[str, JSON] = {"description": ", ".join(dict.fromkeys(c.page.path for c in cases))}
    parameters = [_path_parameter(name) for name in operation.names]
    parameters += _query(documented)
    sent = headers(header for case in cases for header in case.request.headers)
    parameters += [_parameter("header", name, value) for name, value in sent.items()]
    if parameters:
        found["parameters"] = parameters
    body = request_body(cases, components)
    if body:
        found["requestBody"] = body
    found["responses"] = responses(cases, components)
    return found


def _path_parameter(name: str) -> JSON:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _query(documented: Iterable[_Documented]) -> Iterator[JSON]:
    """Yield the query parameters, with the values of the first case that has them.

    One that a request repeats is an array; one without a name cannot be described.
    """
    found: dict[str, list[JSON]] = {}
    for _, target in documented:
        names = [pair.name for pair in target.query if pair.name]
        own = {
            name: [_literal(pair) for pair in target.query if pair.name == name] for name in names
        }
        for name, values in own.items():
            known = found.setdefault(name, values)
            if len(values) > 1 and len(known) == 1:
                found[name] = values
    for name, values in found.items():
        if len(values) == 1:
            yield _parameter("query", name, values[0])
        else:
            yield _repeated(name, values)


def _literal(pair: QueryPair) -> JSON:
    """Return the value of a parameter, or None if it has a placeholder."""
    is_literal = all(isinstance(item, str) for item in pair.pieces)
    return "".join(item for item in pair.pieces if isinstance(item, str)) if is_literal else None


def _repeated(name: str, values: Sequence[JSON]) -> JSON:
    """Return a parameter with several values (OpenAPI 3.1 §4.8.12.3: form, exploded)."""
    example: dict[str, JSON] = {} if None in values else {"example": list(values)}
    schema: JSON = {"type": "array", "items": {"type": "string"}}
    style: dict[str, JSON] = {"style": "form", "explode": True}
    return {"name": name, "in": "query", **style, "schema": schema, **example}


def _parameter(place: str, name: str, value: JSON) -> JSON:
    example: dict[str, JSON] = {} if value is None else {"example": value}
    return {"name": name, "in": place, "schema": {"type": "string"}, **example}

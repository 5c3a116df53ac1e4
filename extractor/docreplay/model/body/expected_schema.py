"""The schema that a response body is judged by: example, annotation, resource and strictness."""

from dataclasses import dataclass

from docreplay.model.body.body_schema import BodySchema, infer_schema
from docreplay.model.case import BodyAnnotation
from docreplay.model.http.odata_selection import ALL, ODataSelection
from docreplay.model.json.tolerant_reader import JsonText
from docreplay.model.json.value import Steps
from docreplay.model.strictness import DEFAULT, Matcher, Strictness
from docreplay.model.types.declared_values import AllowedValues
from docreplay.model.types.resource_catalogue import Catalogue
from docreplay.model.types.resource_schema import (
    change_element,
    with_listed,
    with_promises,
    with_resource,
)

_NULL = frozenset({"null"})
_ANY_KEY = ""
"""Stands for the name of any entry of a map in paths."""
_ANYTHING = BodySchema(kinds=frozenset(), is_unchecked=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonOptions:
    """What determines a comparison besides the page: the request's selection, and strictness."""

    selection: ODataSelection = ALL
    strictness: Strictness = DEFAULT
    listed: tuple[tuple[str, AllowedValues], ...] = ()
    """Values that the page of the operation lists for properties of the outermost objects."""


DEFAULT_OPTIONS = ComparisonOptions()


def expected_schema(
    body: JsonText,
    annotation: BodyAnnotation,
    catalogue: Catalogue,
    options: ComparisonOptions = DEFAULT_OPTIONS,
) -> BodySchema:
    """Return the schema that a documented body and its annotation give to responses."""
    schema = infer_schema(body.value, body.elided, truncated=annotation.truncated)
    resource = catalogue.find(annotation.type) if annotation.type else None
    if resource:
        schema = change_element(
            schema,
            annotation,
            lambda part: with_promises(
                with_resource(part, resource, catalogue), annotation, options.selection
            ),
        )
    if options.listed:
        listed = dict(options.listed)
        schema = change_element(schema, annotation, lambda part: with_listed(part, listed))
    if annotation.nullable or annotation.optional:
        schema = change_element(schema, annotation, lambda part: _annotated(part, annotation))
    schema = _with_emptiness(_with_collection(schema, annotation), annotation)
    return with_strictness(schema, options.strictness)


def with_strictness(schema: BodySchema, strictness: Strictness) -> BodySchema:
    """Return the schema with the switches of a strictness, and with the types of its matchers.

    What matchers require of the values themselves is not part of a schema.
    """
    return schema if strictness == DEFAULT else _changed(schema, strictness, ())


def _annotated(schema: BodySchema, annotation: BodyAnnotation) -> BodySchema:
    """Return the schema with the nullable and optional properties of the annotation."""
    properties = {
        name: part._replace(kinds=part.kinds | _NULL)
        if name in annotation.nullable
        else part._replace(is_null_refused=bool(annotation.nullable) or part.is_null_refused)
        for name, part in schema.properties.items()
    }
    required = schema.required - {*annotation.optional}
    return schema._replace(properties=properties, required=required)


def _with_collection(schema: BodySchema, annotation: BodyAnnotation) -> BodySchema:
    """Return the schema; a collection must not be null, but may be empty.

    Source: OData JSON Format 4.01 §7.2 and §12.
    """
    name = annotation.collection_property
    part = schema.properties.get(name)
    if not annotation.is_collection or part is None or part.kinds != {"array"}:
        return schema
    refusing = part._replace(is_null_refused=True)
    return schema._replace(properties={**schema.properties, name: refusing})


def _with_emptiness(schema: BodySchema, annotation: BodyAnnotation) -> BodySchema:
    """Return the schema; an array that annotation and example declare empty must be empty."""
    if not annotation.is_empty:
        return schema
    if schema.kinds == {"array"}:
        return schema._replace(is_empty=not schema.items)
    name = annotation.collection_property
    part = schema.properties.get(name)
    if part is None or part.kinds != {"array"} or part.items:
        return schema
    return schema._replace(properties={**schema.properties, name: part._replace(is_empty=True)})


def _changed(schema: BodySchema, strictness: Strictness, path: Steps) -> BodySchema:
    schema = _switched(schema, strictness, path)
    if matcher := strictness.matcher_at(path):
        return _matched(schema, matcher)
    unknown = _named_by_matchers(schema, strictness, path)
    properties = {**schema.properties, **dict.fromkeys(unknown, _ANYTHING)}
    ignored = {name for name in properties if _is_ignored((*path, name), strictness)}
    items, values = schema.items, schema.values
    return schema._replace(
        properties={
            name: _changed(part, strictness, (*path, name)) for name, part in properties.items()
        },
        required=schema.required - ignored,
        promised=schema.promised - ignored,
        items=_changed(items, strictness, (*path, 0)) if items else None,
        values=_changed(values, strictness, (*path, _ANY_KEY)) if values else None,
    )


def _switched(schema: BodySchema, strictness: Strictness, path: Steps) -> BodySchema:
    allows_missing = strictness.missing == "allow"
    null = strictness.null_at(path)
    return schema._replace(
        kinds=schema.kinds | _NULL if null == "allow" else schema.kinds,
        is_null_refused=schema.is_null_refused or null == "refuse",
        required=frozenset() if allows_missing else schema.required,
        promised=frozenset() if allows_missing else schema.promised,
        is_open=schema.is_open or strictness.extra == "allow",
        is_closed=strictness.extra == "refuse",
    )


def _matched(schema: BodySchema, matcher: Matcher) -> BodySchema:
    """Return the schema of a place that a matcher decides on."""
    match matcher.kind:
        case "type" | "approx":
            return schema._replace(format="", choices=(), is_unchecked=True)
        case "format":
            return BodySchema(
                kinds=schema.kinds & _NULL | {"string"},
                format=matcher.text,
                is_format_certain=True,
                is_unchecked=True,
            )
        case _:
            return _ANYTHING


def _named_by_matchers(schema: BodySchema, strictness: Strictness, path: Steps) -> list[str]:
    """Return the properties that matchers name and no example contains."""
    if "object" not in schema.kinds:
        return []
    names = [name for name in strictness.last_names if name not in schema.properties]
    return [name for name in names if strictness.matcher_at((*path, name))]


def _is_ignored(path: Steps, strictness: Strictness) -> bool:
    matcher = strictness.matcher_at(path)
    return matcher is not None and matcher.kind == "ignore"

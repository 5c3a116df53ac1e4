"""Build the cases of a page from its exchanges."""

import json
import math
from collections import Counter
from collections.abc import Sequence

from docreplay.cases.names import identifier, unique
from docreplay.model.case import BodyAnnotation, Case, Expectation
from docreplay.model.exchange import Exchange
from docreplay.model.http.http import Request, Response
from docreplay.model.http.url_template import without_origin
from docreplay.model.json.value import JSON
from docreplay.model.location import Location
from docreplay.model.markup.block import Annotation
from docreplay.model.stories.dependencies import dependencies_of


def build_cases(exchanges: Sequence[Exchange]) -> tuple[Case, ...]:
    """Return the cases of a page's exchanges; an exchange without final response has none."""
    answered = [exchange for exchange in exchanges if exchange.is_testable]
    names = unique(identifier(exchange.id.partition("#")[2]) for exchange in answered)
    statuses = Counter(map(_request_and_status, answered))
    return tuple(
        _case(exchange, name, is_only=statuses[_request_and_status(exchange)] == 1)
        for exchange, name in zip(answered, names, strict=True)
    )


def build_steps(exchanges: Sequence[Exchange]) -> tuple[Case, ...]:
    """Return requests without a documented response as cases that claim nothing.

    They are sent if a case requires them, and are never tests.
    """
    others = [exchange for exchange in exchanges if not exchange.is_testable]
    if not others:
        return ()
    cases = build_cases(exchanges)
    own = (identifier(exchange.id.partition("#")[2]) for exchange in others)
    names = unique((*(case.name for case in cases), *own))[len(cases) :]
    return tuple(
        _case(exchange, name, is_only=True) for exchange, name in zip(others, names, strict=True)
    )


def title_of(request: Request) -> str:
    """Return method and target without scheme and host."""
    return f"{request.method} {without_origin(request.target) or '/'}"


def shape_of(annotation: Annotation | None) -> BodyAnnotation:
    """Return what the annotation of a response declares about its body."""
    if annotation is None:
        return BodyAnnotation()
    return BodyAnnotation(
        type=annotation.type,
        is_collection=annotation.is_collection,
        collection_property=annotation.text("collectionProperty") or "value",
        is_empty=annotation.flag("isEmpty"),
        truncated=annotation.flag("truncated"),
        expect_error=annotation.flag("expectError"),
        optional=annotation.texts("optionalProperties"),
        nullable=annotation.texts("nullableProperties"),
        compare=_compare(annotation),
    )


def _compare(annotation: Annotation) -> str:
    """Return how strictly the page wants the response compared, as JSON, or `""`."""
    asked = annotation.attributes.get("compare")
    return "" if asked is None else json.dumps(_finite(asked), sort_keys=True)


def _finite(value: JSON) -> JSON:
    """Return the value with words for numbers that no JSON text and no literal can contain."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, list):
        return [_finite(item) for item in value]
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    return value


def _request_and_status(exchange: Exchange) -> tuple[Location, int | None]:
    response = exchange.response
    return exchange.request.location, response.status if response else None


def _case(exchange: Exchange, name: str, *, is_only: bool) -> Case:
    """Return the case; `is_only` if its request has no other response with this status."""
    response = exchange.response if exchange.is_testable else None
    asked = dependencies_of(exchange.request_annotation)
    alternative = exchange.paired_by == "alternative"
    return Case(
        id=exchange.id,
        page=exchange.page,
        also_on=(),
        name=name,
        title=title_of(exchange.request),
        request=exchange.request,
        expectation=_expectation(response, exchange.response_annotation)
        if response
        else Expectation(),
        paired_by=exchange.paired_by,
        samples=exchange.request_annotation.texts("sampleKeys")
        if exchange.request_annotation
        else (),
        prefer=(f"code={response.status}" if is_only else f"example={name}")
        if response and alternative
        else "",
        scopes=_words(exchange.request_annotation, "scopes"),
        tags=_words(exchange.request_annotation, "tags"),
        requires=asked.requires,
        captures=asked.captures,
    )


def _words(annotation: Annotation | None, key: str) -> tuple[str, ...]:
    """Return the words of a key, which the dialect separates by blanks, and tags by commas."""
    texts = annotation.texts(key) if annotation else ()
    return tuple(word for text in texts for word in text.replace(",", " ").split())


def _expectation(response: Response, annotation: Annotation | None) -> Expectation:
    """Return the claims of a response; 204 and 304 have no body, whatever the page shows.

    A page that shows no body for a different status often just omits it, so that claims nothing.
    """
    bodiless = response.status in (204, 304)
    return Expectation(
        status=response.status,
        status_at=response.location,
        reason=response.reason,
        headers=response.headers,
        body=None if bodiless else response.body,
        no_body=bodiless,
        shape=shape_of(annotation),
    )

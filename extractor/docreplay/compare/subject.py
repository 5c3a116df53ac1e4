"""What comparators judge: an expectation, a response, and what is derived from both once."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from docreplay.model.body.document import Document, document_of, document_once
from docreplay.model.body.expected_schema import ComparisonOptions
from docreplay.model.case import Answer, Expectation
from docreplay.model.http.decoding import (
    Unreadable,
    check_count,
    decimals_of,
    text_of,
    value_of,
    values_of_lines,
)
from docreplay.model.http.http import Request, is_json, values_of
from docreplay.model.http.odata_selection import ALL, selection_of
from docreplay.model.json.lines import is_lines_text, without_fields
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.json.value import JSON
from docreplay.model.strictness import DEFAULT, Strictness, strictness_of
from docreplay.model.types.declared_values import AllowedValues
from docreplay.model.types.listed_values import NOTHING_LISTED, ListedValues
from docreplay.model.types.resource_catalogue import Catalogue
from docreplay.model.words import clip

MAX_VALUES = 1_000_000
"""Default of `max-response-values`."""


@dataclass(frozen=True)
class ResponseSubject:
    """One comparison."""

    expectation: Expectation
    answer: Answer
    catalogue: Catalogue
    request: Request | None
    run: Strictness = DEFAULT
    """Strictness of the run."""
    max_values: int = MAX_VALUES
    """Maximum number of JSON values in the response body."""
    listed: ListedValues = NOTHING_LISTED
    """Values that the page lists for properties."""

    @cached_property
    def is_comparable(self) -> bool:
        """False for a status of a different class than the documented one."""
        expected = self.expectation.status
        return expected is None or expected // 100 == self.answer.status // 100

    @cached_property
    def may_have_body(self) -> bool:
        """False for HEAD: it has the headers of GET, and no body (RFC 9110 §9.3.2)."""
        is_head = self.request is not None and self.request.method == "HEAD"
        return self.is_comparable and not is_head

    @cached_property
    def has_body(self) -> bool:
        """Whether there is a body to compare."""
        return self.may_have_body and bool(self.answer.body.strip())

    @cached_property
    def document(self) -> Document | None:
        """The documented body, if it is JSON."""
        return self._document(document_of)

    @property
    def document_once(self) -> Document | None:
        """The same, but not kept: it is asked for once."""
        return self._document(document_once)

    @cached_property
    def is_lines(self) -> bool:
        """Whether the page documents JSON values on lines of their own."""
        body = self.expectation.body
        return is_lines_text(self.expectation.media_type, body.text if body else "")

    def _document(self, read: Callable[..., Document | None]) -> Document | None:
        body = self.expectation.body
        declared = self.expectation.media_type
        is_lines = self.is_lines
        if body is None or (declared and not is_json(declared) and not is_lines):
            return None
        catalogue = self.catalogue.beside(body.path)
        selection = selection_of(self.request.target) if self.request else ALL
        shape = self.expectation.shape
        options = ComparisonOptions(
            selection=selection,
            strictness=self.strictness,
            listed=tuple(self._listed(body.text).items()),
        )
        return read(body.text, shape, catalogue, options, is_lines=is_lines)

    def _listed(self, body: str) -> Mapping[str, AllowedValues]:
        """Return the values that the page lists for properties of a documented body."""
        if self.listed == NOTHING_LISTED:
            return {}
        sent = self.request.body.text if self.request and self.request.body else ""
        key = self.expectation.shape.collection_property
        return self.listed.of_response(_value_in(sent), _value_in(body), key)

    @property
    def strictness(self) -> Strictness:
        """Strictness of the page, over that of the run."""
        return self.requested[0]

    @cached_property
    def requested(self) -> tuple[Strictness, str]:
        """The strictness, and the error in the annotation's or `""`."""
        return requested_strictness(self.expectation.shape.compare, self.run)

    @cached_property
    def text(self) -> str:
        """The response body as text. Raises `Unreadable` if it does not fit its charset."""
        content_type = next(values_of("content-type", self.answer.headers), "")
        return text_of(self.answer.body, content_type)

    @cached_property
    def value(self) -> JSON:
        """The response body as JSON (RFC 8259). Raises `Unreadable`.

        A sequence of values is an array of them, where the page documents one.
        """
        check_count(self.text, self.max_values)
        return values_of_lines(self.text) if self.is_lines else value_of(self.text)

    @cached_property
    def decimals(self) -> object:
        """The value of the response with `Decimal` for numbers that have a fraction."""
        if not self.is_lines:
            return decimals_of(self.text)
        return [
            decimals_of(line) for line in without_fields(self.text).splitlines() if line.strip()
        ]

    @cached_property
    def error(self) -> str:
        """The error object of the response body; see `error_of`."""
        try:
            return error_of(self.value)
        except Unreadable:
            return ""


def _value_in(text: str) -> JSON:
    """Return the value of a documented body, or None if it is not JSON."""
    try:
        return read_json(text).value
    except JsonError:
        return None


def error_of(value: JSON) -> str:
    """Return `code: message` of an OData error body (OData JSON Format 4.01 §21.1), or `""`."""
    error = value.get("error") if isinstance(value, dict) else None
    if not isinstance(error, dict) or "code" not in error:
        return ""
    message = error.get("message")
    return clip(f"{error['code']}: {message}" if message else str(error["code"]))


def requested_strictness(annotation: str, run: Strictness) -> tuple[Strictness, str]:
    """Return the strictness of an annotation over that of the run, and its error or `""`.

    `annotation` is JSON. An invalid one is ignored. Pages must not contain regular expressions.
    """
    if not annotation:
        return run, ""
    try:
        return strictness_of(json.loads(annotation), run, trusted=False), ""
    except RecursionError:
        return run, "nested too deeply"
    except ValueError as error:
        return run, str(error)

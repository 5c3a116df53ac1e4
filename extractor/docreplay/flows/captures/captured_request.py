"""A request with the values that a run took from responses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import quote

from docreplay.model.case import Case
from docreplay.model.http.http import Header
from docreplay.model.http.url_template import without_origin
from docreplay.model.location import Passage
from docreplay.model.stories.capture_plan import PlannedCapture


class Prepared(NamedTuple):
    """A case whose request has the captured values."""

    case: Case
    captured: Mapping[str, str]
    """Values of placeholders, by their places."""


def filled_with(
    case: Case, found: Sequence[tuple[PlannedCapture, str]], shown: Passage | None
) -> Prepared:
    """Return the case with the values: literal ones are replaced, placeholders get their place.

    `shown` is the body that was planned.
    """
    request, captured = case.request, dict[str, str]()
    target, at = "", 0
    for capture, value in found:
        if capture.place == "url":
            target, at = value, capture.end
        elif capture.place == "path":
            target += request.target[at : capture.start]
            at = capture.end
            if capture.is_placeholder:
                captured[without_origin(f"{target}{capture.written}")] = value
            target += capture.written if capture.is_placeholder else _segment(value)
    target += request.target[at:]
    made = replace(
        request,
        target=target,
        headers=tuple(_header(item, found) for item in request.headers),
        body=_body(request.body, found, shown.text if shown else ""),
    )
    return Prepared(replace(case, request=made), captured)


def _header(header: Header, found: Iterable[tuple[PlannedCapture, str]]) -> Header:
    values = [v for item, v in found if item.place == "header" and item.template == header.name]
    return header._replace(value=values[0]) if values else header


def _body(
    body: Passage | None, found: Sequence[tuple[PlannedCapture, str]], shown: str
) -> Passage | None:
    """Return the body with values in the URLs that it has.

    A generated test may have its JSON with other blanks than the page (`shown`).
    """
    for capture, value in reversed(found):
        if body and capture.place == "body":
            text = body.text
            before = shown[: capture.start] if text[: capture.end] == shown[: capture.end] else ""
            before = before or _before(text, shown, capture)
            rest = text[len(before) :].removeprefix(capture.written)
            if before:
                body = body._replace(text=f"{before}{_segment(value)}{rest}")
    return body


def _before(text: str, shown: str, capture: PlannedCapture) -> str:
    """Return what precedes a place in a text with other blanks, or `""` if that is not there."""
    url = shown[shown.rfind('"', 0, capture.start) + 1 : capture.end]
    at = text.find(url)
    return text[: at + len(url) - len(capture.written)] if at >= 0 else ""


def _segment(value: str) -> str:
    """Return a value as a path segment; dots alone would be a step (RFC 3986 §5.2.4)."""
    encoded = quote(value, safe="")
    return encoded.replace(".", "%2E") if set(value) == {"."} else encoded

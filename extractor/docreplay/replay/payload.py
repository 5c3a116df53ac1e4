"""Fill the placeholders of a documented body, and lay it out as its media type requires."""

import html
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import quote

from docreplay.model.http.content import is_json_text
from docreplay.model.http.http import FORM, Header, Request, declared_type, values_of
from docreplay.model.http.placeholder import NAMED, placeholder_of
from docreplay.model.http.placeholder_values import JsonLiteral, PlaceholderValues, values_from
from docreplay.model.http.url_template import fill_text, has_named
from docreplay.model.location import Passage
from docreplay.replay.multipart import with_crlf

_STRING = re.compile(r'(?<!\\)"(?:[^"\\\n]|\\.)*+"')
_NEXT_FIELD = re.compile(r"[\w.\[\]$%+-]+=(?![=&]*$)")
"""A line of a form that begins with a field; continued base64 may end in `==`."""


def filled(request: Request, values: Mapping[str, str]) -> Request:
    """Return the request with values in the placeholders of its body; itself if none applies.

    In JSON only strings have placeholders. A placeholder without a value stays as it is: braces
    in a body may be literal.
    """
    body = request.body
    if body is None or not values or not has_named(body.text):
        return request
    text = _filled(body.text, declared_type(request.headers), values)
    return request if text == body.text else replace(request, body=body._replace(text=text))


def laid_out(headers: tuple[Header, ...], body: Passage) -> Passage:
    """Return the body with the line breaks that its media type requires.

    A form is one line; the delimiters and headers of a multipart body end with CRLF (RFC 2046
    §4.1.1).
    """
    if "\n" not in body.text:
        return body
    declared = declared_type(headers)
    if declared == FORM:
        return body._replace(text=_joined(body.text))
    if declared.startswith("multipart/"):
        content_type = next(values_of("content-type", headers))
        return body._replace(text=with_crlf(body.text, content_type))
    return body


def _filled(text: str, declared: str, values: Mapping[str, str]) -> str:
    if is_json_text(declared, text):
        return _STRING.sub(lambda found: _json_string(found[0], values_from(values)), text)
    return fill_text(text, values, _writer(declared)).text


def _writer(declared: str) -> Callable[[str], str]:
    """Return the function that escapes a value for a body of the media type."""
    if declared == FORM:
        return lambda value: quote(value, safe="", errors="replace")
    if declared.endswith(("/xml", "+xml")):
        return html.escape
    return str


def _json_string(written: str, values: PlaceholderValues) -> str:
    """Return a string of JSON with its placeholders filled.

    One that is a placeholder as a whole becomes a number, `true` or `false` if its value is one.
    """
    whole = NAMED.fullmatch(written[1:-1])
    value = values.fill(placeholder_of(whole)) if whole else ""
    return value if isinstance(value, JsonLiteral) else fill_text(written, values, _in_json).text


def _in_json(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)[1:-1]


def _joined(text: str) -> str:
    """Return a form on one line; adds the ampersand that is missing before a field."""
    found = ""
    for line in filter(None, map(str.strip, text.split("\n"))):
        divided = not found or found.endswith("&") or line.startswith("&")
        found += line if divided or not _NEXT_FIELD.match(line) else f"&{line}"
    return found

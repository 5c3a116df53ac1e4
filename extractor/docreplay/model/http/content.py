"""Headers and content that are sent for a documented message (RFC 9110 §6.4)."""

import json
import re
from collections.abc import Iterable, Iterator

from docreplay.model.http.http import Header, declared_type, is_field_name, is_json
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.location import Passage

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_JSON_START = re.compile(r'\s*(?:(?:\[\s*)*\{\s*"|(?:\[\s*)+")')


def content(headers: Iterable[Header], body: Passage | None) -> bytes:
    """Return the page's text in UTF-8; JSON that is not strict is sent as its strict equivalent.

    `headers` are those of the message: a body that is not declared as JSON, or cannot be
    read, is sent unchanged. Without a body, the content is empty.
    """
    if body is None:
        return b""
    if claims_json(headers, body):
        try:
            read = read_json(body.text)
        except JsonError:
            return _encoded(body.text)
        if read.repairs:
            return _encoded(json.dumps(read.value, ensure_ascii=False))
    return _encoded(body.text)


def claims_json(headers: Iterable[Header], body: Passage) -> bool:
    """Return True if a documented body starts like JSON and is not declared as another type."""
    if not looks_like_json(body.text):
        return False
    declared = declared_type(headers)
    return not declared or is_json(declared)


def looks_like_json(text: str) -> bool:
    """Return True if a text starts like an object or an array."""
    return text.lstrip()[:1] in ("{", "[")


def is_json_text(declared: str, text: str) -> bool:
    """Return True if a body is JSON by its declared media type (`""` for none), or by its start.

    JSON is often sent as `text/plain`; a placeholder, such as `{token}`, is not an object.
    """
    if declared == "text/plain":
        return _JSON_START.match(text) is not None
    return is_json(declared) or (not declared and looks_like_json(text))


def sent_header(name: str, value: str) -> Iterator[tuple[str, str]]:
    """Return the header as it is sent, or nothing if it is invalid (RFC 9110 §5.5).

    The value is sent in UTF-8. It is given with one character for each byte, as libraries of HTTP
    take it (PEP 3333).
    """
    if is_field_name(name) and not has_control(value):
        yield name, value.encode("utf-8", "replace").decode("latin-1")


def has_control(text: str) -> bool:
    """Return True if a text contains a control character, invalid in headers and URLs."""
    return _CONTROL.search(text) is not None


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")

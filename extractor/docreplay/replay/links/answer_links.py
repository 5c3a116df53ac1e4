"""Links in responses: to the monitor of an operation, and to the next page of a list."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from docreplay.model.case import Answer, Expectation
from docreplay.model.http.decoding import text_of
from docreplay.model.http.http import values_of
from docreplay.model.http.monitor import MONITORS
from docreplay.model.http.rebase import rebase
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.json.value import JSON, Steps

_NEXT = frozenset(
    {"nextlink", "next", "nextpage", "nextpagelink", "nextpageurl", "nexturl", "nexthref"}
)
_ODATA = ("@odata.nextLink", "@nextLink")
"""OData JSON Format 4.01 §4.5.5; 4.01 allows the short form."""
_URLS = ("href", "url", "uri", "@odata.id")
_DEPTH = 3
_PARAMETER = re.compile(
    r'[ \t]*;[ \t]*([^\s=;,"]+)[ \t]*(?:=[ \t]*(?:"((?:\\.|[^"\\])*)"|([^\s;,"]*)))?'
)
"""A parameter of a link (RFC 8288 §3)."""


class MonitorLink(NamedTuple):
    """Where an operation reports its progress."""

    header: str
    """Name of the header, in lower case."""
    reference: str
    """The URL, or a reference relative to that of the request."""


def monitor_of(answer: Answer) -> MonitorLink | None:
    """Return the monitor that a response with 202 names, or None (RFC 9110 §15.3.3)."""
    if answer.status != 202:
        return None
    found = ((name, next(values_of(name, answer.headers), "").strip()) for name in MONITORS)
    return next((MonitorLink(name, text) for name, text in found if text), None)


def targets_of(reference: str, url: str, base_url: str) -> tuple[str, ...]:
    """Return the URLs that a reference in the response to a URL may mean, the likeliest first.

    That is the one of RFC 3986 §5.2, and for a path that is not below the base URL also the one
    below it: some services (Microsoft Graph) leave the version out of the path.
    """
    try:
        resolved = urljoin(url, reference)
        is_path = not urlsplit(reference).netloc and reference.startswith("/")
    except ValueError:
        return (reference,)
    base = base_url.rstrip("/")
    if not is_path or resolved.startswith(f"{base}/") or not resolved.startswith(_root(base)):
        return (resolved,)
    return tuple(dict.fromkeys((resolved, rebase(reference, base))))


def next_link(answer: Answer, url: str, documented: tuple[Steps, ...]) -> str:
    """Return the link to the next page in the response to a URL, or `""` on the last page.

    It is at one of the places in the body (see `documented_links`), or in `Link` with the relation
    `next` (RFC 8288). A link that is not a string is returned as text.
    """
    body = json_in(answer)
    for steps in documented:
        found = _at(body, steps)
        if found not in (None, "", False):
            return _joined(url, found)
    linked = next(_next_of_headers(answer), None)
    return _joined(url, linked) if linked else ""


def documented_links(expectation: Expectation) -> tuple[Steps, ...]:
    """Return the places at which a response has, or may have, a link to the next page.

    Those are the places of OData, and those at which the documented body has one.
    """
    odata: list[Steps] = [(name,) for name in _ODATA]
    body = expectation.body
    try:
        found = _links(read_json(body.text).value, ()) if body else ()
        return tuple(dict.fromkeys((*odata, *found)))
    except JsonError:
        return tuple(odata)


def json_in(answer: Answer) -> JSON:
    """Return the body as JSON, or None if it is not; its charset is the declared one, if any."""
    declared = next(values_of("content-type", answer.headers), "")
    try:
        is_named = "charset" in declared.lower()
        value: JSON = json.loads(text_of(answer.body, declared) if is_named else answer.body)
    except (ValueError, RecursionError):
        return None
    return value


def _root(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"


def _joined(url: str, found: object) -> str:
    if not isinstance(found, str):
        return json.dumps(found)
    try:  # a request has no fragment (RFC 3986 §3.5)
        return urljoin(url, urldefrag(found).url)
    except ValueError:
        return found


def _at(body: JSON, steps: Steps) -> JSON:
    """Return the value at a place; a list is one of links, of which that to the next page is."""
    value = body
    for step in steps:
        if isinstance(value, list):
            value = next((item for item in value if _is_next(item)), None)
        value = value.get(str(step)) if isinstance(value, dict) else None
    return value


def _links(value: JSON, steps: Steps) -> Iterator[Steps]:
    if isinstance(value, list):
        for item in filter(_is_next, value):
            yield from ((*steps, name) for name in _URLS if isinstance(item, dict) and name in item)
    if not isinstance(value, dict) or len(steps) >= _DEPTH:
        return
    for name, item in value.items():
        below = (*steps, name)
        if _folded(name) not in _NEXT:
            yield from _links(item, below)
        elif isinstance(item, dict):
            yield from ((*below, key) for key in _URLS if key in item)
        elif item is None or _is_link(item):
            yield below


def _folded(name: str) -> str:
    return re.sub("[^a-z]", "", name.rpartition(".")[2].lower())


def _is_link(item: JSON) -> bool:
    """Return True for a URL or a path; a word in its place is a cursor."""
    return isinstance(item, str) and ("/" in item or item.startswith("?"))


def _is_next(item: JSON) -> bool:
    if not isinstance(item, dict):
        return False
    return "next" in (item.get("rel"), item.get("relation"))


def _next_of_headers(answer: Answer) -> Iterator[str]:
    for value in values_of("link", answer.headers):
        for target, parameters in _link_values(value):
            is_next = "next" in parameters.get("rel", "").lower().split()
            if is_next and "anchor" not in parameters:
                yield target


def _link_values(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the targets in a `Link` header with their parameters; of two alike, the first."""
    start = text.find("<")
    while start >= 0 and (at := text.find(">", start) + 1):
        target, parameters = text[start + 1 : at - 1].strip(), dict[str, str]()
        while found := _PARAMETER.match(text, at):
            at = found.end()
            parameters.setdefault(found[1].lower(), found[2] or found[3] or "")
        yield target, parameters
        start = text.find("<", at)

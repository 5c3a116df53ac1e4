"""Check that documented bodies are allowed and are the JSON that they claim to be."""

from collections import Counter
from collections.abc import Iterable, Iterator

from docreplay.model.finding import Finding
from docreplay.model.http.content import claims_json
from docreplay.model.http.http import Request, Response, declared_type, is_json
from docreplay.model.json.lines import is_lines_text, read_json_lines
from docreplay.model.json.places import JsonError, Repair
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.location import Passage
from docreplay.read.annotations import describe
from docreplay.read.rules.body_not_allowed import RULE as NOT_ALLOWED
from docreplay.read.rules.body_not_strict import RULE as NOT_STRICT
from docreplay.read.rules.body_unreadable import RULE as UNREADABLE


def check_body(message: Request | Response) -> Iterator[Finding]:
    """Yield findings about the body of a documented message."""
    body = message.body
    if body is None:
        return
    if isinstance(message, Response) and message.status in (204, 304):
        text = f"a {message.status} response must not have a body (RFC 9110 §15); ignored"
        yield NOT_ALLOWED.at(body.location, text)
    elif is_lines_text(declared_type(message.headers), body.text):
        yield from _check_json(body, is_lines=True) if isinstance(message, Response) else ()
    elif claims_json(message.headers, body) or _declares_json(message, body):
        yield from _check_json(body)


def _declares_json(message: Request | Response, body: Passage) -> bool:
    """Return True for a response that declares JSON, unless its body is only an ellipsis."""
    declares = isinstance(message, Response) and is_json(declared_type(message.headers))
    return declares and body.text.strip(".… \n") != ""


def _check_json(body: Passage, *, is_lines: bool = False) -> Iterator[Finding]:
    try:
        read = read_json_lines(body.text) if is_lines else read_json(body.text)
    except JsonError as error:
        yield UNREADABLE.at(body.at(error.offset), f"invalid JSON in body: {error.message}")
        return
    for repair, again in first_of_each(read.repairs):
        message = f"body is not strict JSON: {describe(repair.kind)}{again}"
        yield NOT_STRICT.at(body.at(repair.offset), message)


def first_of_each(repairs: Iterable[Repair]) -> Iterator[tuple[Repair, str]]:
    """Yield the first repair of each kind, with its number in words: ` (3 times)`, or `""`."""
    counts = Counter(repair.kind for repair in repairs)
    firsts = {repair.kind: repair for repair in reversed(tuple(repairs))}
    for kind in counts:
        yield firsts[kind], f" ({counts[kind]} times)" if counts[kind] > 1 else ""

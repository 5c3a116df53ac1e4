"""What one answer shows: facts about it, and the shape of its body, without values."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from docreplay.model.body.shape import Counts, observed
from docreplay.model.case import Answer
from docreplay.model.http.decoding import Unreadable, check_count, decimals_of, text_of, value_of
from docreplay.model.http.header_groups import CONTENT, is_volatile
from docreplay.model.http.http import is_json, is_xml, values_of
from docreplay.model.recordings.snapshot import Observation
from docreplay.record.header_facts import header_facts
from docreplay.record.links import link_facts
from docreplay.record.order import order_fact
from docreplay.record.refusal import error_message, refusal
from docreplay.record.without_secrets import without_secrets
from docreplay.record.xml_value import xml_value

MAX_VALUES = 1_000_000
_LONGEST_TEXT = 1000
"""Bytes of a text that says what is wrong with a request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is known of the request of an answer."""

    target: str
    """The documented target."""
    url: str = ""
    """The URL that was sent; links to its host are the service's own."""
    inputs: frozenset[str] = frozenset()
    """Names of what was sent: members, parameters and headers."""
    message: str = ""
    """The error message that the page documents."""
    max_values: int = MAX_VALUES


def observe(
    answer: Answer, asked: Asked, masked: Callable[[str], str] = lambda text: text
) -> Observation:
    """Return what an answer shows; `masked` returns a text without the secrets of the run."""
    value = _value(answer, asked.max_values)
    facts: dict[str, Counts] = {
        name: {masked(item): 1 for item in sorted(set(items))}
        for name, items in _facts(answer, asked, value)
        if items
    }
    body = None if value is _NO_JSON else without_secrets(observed(value), masked)
    return Observation(answers=1, facts=dict(sorted(facts.items())), body=body)


_NO_JSON = object()


def _facts(answer: Answer, asked: Asked, value: object) -> Iterator[tuple[str, list[str]]]:
    yield "media-type", [answer.media_type] if answer.media_type else []
    yield "body", [_body_kind(answer, value)]
    yield "header", [name for name in _names(answer) if name not in CONTENT]
    yield from header_facts(answer)
    yield from link_facts(answer, value, asked.url)
    if answer.status >= 400:
        said = _said(answer) if value is _NO_JSON else value
        yield "refusal", refusal(said, asked.inputs)
        yield "message", error_message(said, asked.message)
    elif answer.status < 300:
        yield "order", order_fact(value, asked.target)


def _said(answer: Answer) -> object:
    """Return what an error says that is not JSON: XML by its names, or a short text."""
    is_text = answer.media_type == "text/plain" and len(answer.body) <= _LONGEST_TEXT
    if not is_text and not is_xml(answer.media_type):
        return None
    try:
        text = text_of(answer.body, next(values_of("content-type", answer.headers), ""))
    except Unreadable:
        return None
    return text if is_text else xml_value(text)


def _names(answer: Answer) -> list[str]:
    names = {name.lower() for name, _ in answer.headers}
    return sorted(name for name in names if not is_volatile(name))


def _body_kind(answer: Answer, value: object) -> str:
    if value is not _NO_JSON:
        return "json"
    return "other" if answer.body.strip() else "empty"


def json_of(answer: Answer) -> object:
    """Return the JSON value of a body, or None if it has none."""
    value = _value(answer, MAX_VALUES)
    return None if value is _NO_JSON else value


def _value(answer: Answer, most: int) -> object:
    """Return the JSON value of the body, with `Decimal` for fractions, or `_NO_JSON`."""
    declared = answer.media_type
    if not answer.body.strip() or (declared and not is_json(declared)):
        return _NO_JSON
    try:
        text = text_of(answer.body, next(values_of("content-type", answer.headers), ""))
        check_count(text, most)
        value_of(text)  # which refuses what decimals_of would accept
        return decimals_of(text)
    except Unreadable:
        return _NO_JSON

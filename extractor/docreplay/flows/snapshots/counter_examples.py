"""Give each change a response that shows it, for regress."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from docreplay.flows.snapshots.observations import Observed
from docreplay.model.body.shape import Shape
from docreplay.model.case import Answer
from docreplay.model.finding import ExampleResponse
from docreplay.model.http.decoding import Unreadable, text_of
from docreplay.model.http.header_groups import CACHING, is_rate_limit
from docreplay.model.http.http import values_of
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.recordings.snapshot import Responses, merged_observations
from docreplay.record.observe import json_of
from docreplay.record.order import first_out_of_order
from docreplay.regress.change import Change
from docreplay.regress.counter_example import body_example, cut
from docreplay.replay.secrets.redact import redacted_headers

_TELLING: Mapping[int, tuple[str, ...]] = {
    3: ("location",),
    201: ("location",),
    202: ("location", "operation-location", "azure-asyncoperation", "retry-after"),
    401: ("www-authenticate",),
    405: ("allow",),
    406: ("accept",),
    415: ("accept", "accept-post", "accept-patch"),
    426: ("upgrade",),
    429: ("retry-after",),
    503: ("retry-after",),
}
"""Headers that say what a status, or all of its class, means (RFC 9110 §15)."""


def with_example(change: Change, old: Responses, items: Iterable[Observed]) -> Change:
    """Return the change with the smallest of the new responses that shows it."""
    items = list(items)
    answers = [item.answer for item in items if item.answer]
    known = [answer for answer in answers if not change.status or answer.status == change.status]
    smallest = sorted(known or answers, key=lambda answer: len(answer.body))
    owner = {id(item.answer): item for item in items}
    found = (_example(change, old, answer, owner[id(answer)]) for answer in smallest)
    return replace(change, example=next(filter(None, found), None))


def _example(
    change: Change, old: Responses, answer: Answer, item: Observed
) -> ExampleResponse | None:
    if change.steps is not None and (found := _of_body(change, old, answer)):
        return found
    if change.aspect == "header":
        lines = list(_header_lines(answer, change.header.partition(" ")[0]))
        if lines:
            return ExampleResponse(status=answer.status, pointer=None, value=cut("\n".join(lines)))
    if change.aspect == "request" and (pair := _out_of_order(item, answer)):
        return pair
    lines = [f"HTTP/1.1 {answer.status} {answer.reason}".rstrip(), *_telling(change, answer)]
    return ExampleResponse(status=answer.status, pointer=None, value=cut("\n".join(lines)))


def _out_of_order(item: Observed, answer: Answer) -> ExampleResponse | None:
    """Return the first element of a collection that is not where the request asks for it."""
    place = first_out_of_order(json_of(answer), item.case.request.target)
    return place and ExampleResponse(status=answer.status, pointer=place[0], value=cut(place[1]))


def _telling(change: Change, answer: Answer) -> Iterator[str]:
    """Yield the headers that say what a status means: where to go, what is allowed, when."""
    for name, value in redacted_headers(answer.headers):
        word = name.lower()
        is_telling = word in _TELLING.get(answer.status, _TELLING.get(answer.status // 100, ()))
        if is_telling or (word == "content-type" and change.aspect == "status"):
            yield f"{name}: {value}"


def _header_lines(answer: Answer, name: str) -> Iterator[str]:
    """Yield the lines of a header, or of a group; values of credentials are hidden."""
    for own, value in redacted_headers(answer.headers):
        word = own.lower()
        group = "rate" if is_rate_limit(word) else "caching" if word in CACHING else word
        if name in (word, group):
            yield f"{own}: {value}"


def _of_body(change: Change, old: Responses, answer: Answer) -> ExampleResponse | None:
    try:
        text = text_of(answer.body, next(values_of("content-type", answer.headers), ""))
        body = read_json(text)
    except (Unreadable, JsonError):
        return None
    found = body_example(change, _old_shape(change, old), body)
    return found and replace(found, status=answer.status)


def _old_shape(change: Change, old: Responses) -> Shape | None:
    """Return the shape of the old bodies of a status, or else of all successes."""
    if change.status in old:
        return old[change.status].body
    wins = [found for status, found in old.items() if status < 300]
    merged = wins[0] if wins else None
    for found in wins[1:]:
        merged = merged_observations(merged, found) if merged else found
    return merged.body if merged else None

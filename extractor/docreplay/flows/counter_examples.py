"""Give each change a response that shows it, for regress."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from docreplay.flows.observations import Observed
from docreplay.model.case import Answer
from docreplay.model.decoding import Unreadable, text_of
from docreplay.model.finding import ExampleResponse
from docreplay.model.header_groups import CACHING, is_rate_limit
from docreplay.model.http import values_of
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.shape import Shape
from docreplay.model.snapshot import Responses, merged_observations
from docreplay.regress.change import Change
from docreplay.regress.counter_example import body_example, cut
from docreplay.replay.redact import redacted_headers


def with_example(change: Change, old: Responses, items: Iterable[Observed]) -> Change:
    """Return the change with the smallest of the new responses that shows it."""
    answers = [item.answer for item in items if item.answer]
    known = [answer for answer in answers if not change.status or answer.status == change.status]
    smallest = sorted(known or answers, key=lambda answer: len(answer.body))
    found = (_example(change, old, answer) for answer in smallest)
    return replace(change, example=next(filter(None, found), None))


def _example(change: Change, old: Responses, answer: Answer) -> ExampleResponse | None:
    if change.steps is not None and (found := _of_body(change, old, answer)):
        return found
    if change.aspect == "header":
        lines = list(_header_lines(answer, change.header.partition(" ")[0]))
        if lines:
            return ExampleResponse(status=answer.status, pointer=None, value=cut("\n".join(lines)))
    status = f"HTTP/1.1 {answer.status} {answer.reason}".rstrip()
    return ExampleResponse(status=answer.status, pointer=None, value=cut(status))


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

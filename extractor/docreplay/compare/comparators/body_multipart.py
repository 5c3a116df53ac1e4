"""A multipart body: its parts in order, by media type, and JSON parts by their schema."""

from collections.abc import Iterator

from docreplay.compare.comparator import Comparator
from docreplay.compare.explain import explain
from docreplay.compare.rules.answer_unreadable import RULE as UNREADABLE
from docreplay.compare.rules.media_type_differs import RULE as TYPE_DIFFERS
from docreplay.compare.rules.part_missing import RULE as MISSING
from docreplay.compare.subject import ResponseSubject
from docreplay.model.body.document import document_of
from docreplay.model.case import BodyAnnotation
from docreplay.model.finding import Finding
from docreplay.model.http.decoding import Unreadable, text_of, value_of
from docreplay.model.http.http import Header, is_json, values_of
from docreplay.model.http.multipart import Part, parts_of
from docreplay.model.location import Passage
from docreplay.model.types.resource_catalogue import EMPTY


def check(subject: ResponseSubject) -> Iterator[Finding]:
    """Report parts that are missing or differ from the documented ones."""
    expected, answer = subject.expectation, subject.answer
    body = expected.body
    if body is None or not expected.media_type.startswith("multipart/"):
        return
    if not subject.has_body:
        return
    text = answer.body.decode("latin-1")
    actual = parts_of(text, _content_type(answer.headers))
    for index, part in enumerate(parts_of(body.text, _content_type(expected.headers))):
        if index < len(actual):
            yield from _compare(body, part, text, actual[index])
        else:
            message = f"missing part {index + 1} (number of parts in the response: {len(actual)})"
            yield MISSING.at(body.at(part.at), message, expected=part.media_type)


def _content_type(headers: tuple[Header, ...] | tuple[tuple[str, str], ...]) -> str:
    return next(values_of("content-type", headers), "")


def _compare(body: Passage, part: Part, text: str, actual: Part) -> Iterator[Finding]:
    if part.media_type and part.media_type != actual.media_type:
        declared = actual.media_type or "none"
        message = f"expected media type {part.media_type} for the part, got {declared}"
        expected = part.media_type
        yield TYPE_DIFFERS.at(body.at(part.type_at), message, expected=expected, actual=declared)
    elif is_json(part.media_type):
        documented = body.part(part.start, part.end)
        content = text[actual.start : actual.end].encode("latin-1")
        yield from _json(documented, content, actual.content_type)


def _json(documented: Passage, content: bytes, content_type: str) -> Iterator[Finding]:
    document = document_of(documented.text, BodyAnnotation(), EMPTY)
    if document is None:
        return
    try:
        value = value_of(text_of(content, content_type))
    except Unreadable as error:
        yield UNREADABLE.at(documented.location, f"cannot read the part: {error}")
        return
    yield from explain(document, documented, value)


COMPARATOR = Comparator(check)

"""Values of the request that the documented response repeats must be returned unchanged."""

import re
from collections import Counter
from collections.abc import Iterator

from docreplay.compare.comparator import Comparator
from docreplay.compare.decoding import Unreadable
from docreplay.compare.document import Document
from docreplay.compare.rules.echo_differs import RULE as DIFFERS
from docreplay.compare.subject import ResponseSubject
from docreplay.compare.words import name_of, shown
from docreplay.model.finding import Finding
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.json.value import JSON, kind, pointer, steps
from docreplay.model.location import Passage
from docreplay.model.string_formats import has_format

_STORING = frozenset({"POST", "PUT", "PATCH"})
_KEY = re.compile(r"(?:.*[a-z\d])?Ids?|ids?|.*etag.*", re.IGNORECASE)
"""Names of properties whose values the service chooses, such as ids."""


def check(subject: ResponseSubject) -> Iterator[Finding]:
    """Report values that are returned differently from how they were sent."""
    body, document, request = subject.expectation.body, subject.document, subject.request
    if body is None or document is None or request is None or request.body is None:
        return
    if not subject.strictness.echo:
        return
    if request.method not in _STORING or not 200 <= subject.answer.status < 300:
        return
    try:
        sent, value = read_json(request.body.text).value, subject.value
    except (JsonError, Unreadable):
        return
    for finding in _differences(document, body, sent, value):
        at = steps(finding.pointer or "")
        if subject.strictness.matcher_at(at) is None:
            yield finding


def _differences(document: Document, body: Passage, sent: JSON, value: JSON) -> Iterator[Finding]:
    key = document.expected.resource.key if document.expected.resource else "id"
    for path, scalar in _echoes(sent, document.json.value, (), key):
        actual = _at(value, path)
        if _is_other(actual, scalar):
            yield DIFFERS.at(
                document.locate(body, path),
                f"{name_of(path)} must be returned as it was sent",
                expected=shown(scalar),
                actual=shown(actual),
                pointer=pointer(path),
            )


def _echoes(
    sent: JSON, documented: JSON, path: tuple[str, ...], key: str
) -> Iterator[tuple[tuple[str, ...], JSON]]:
    """Return the values that both bodies contain at the same path: scalars, and arrays of them."""
    if isinstance(sent, dict) and isinstance(documented, dict):
        for name, item in sent.items():
            if name in documented and name != key and not _is_own(name):
                yield from _echoes(item, documented[name], (*path, name), key)
    elif sent == documented and kind(sent) == kind(documented) and not _is_volatile(sent):
        yield path, sent


def _is_other(actual: JSON, sent: JSON) -> bool:
    """Return True if a value of the right type differs; the order of an array may change."""
    if isinstance(actual, list) and isinstance(sent, list):
        return Counter(map(repr, actual)) != Counter(map(repr, sent))
    if isinstance(sent, int | float) and not isinstance(sent, bool):
        is_number = isinstance(actual, int | float) and not isinstance(actual, bool)
        return is_number and actual != sent
    return kind(actual) == kind(sent) and actual != sent


def _is_own(name: str) -> bool:
    return "@" in name or _KEY.fullmatch(name) is not None


def _is_volatile(value: JSON) -> bool:
    """Return True for values that may change: null, objects, times, tags, and arrays of those."""
    if isinstance(value, list):
        return not value or any(isinstance(item, list) or _is_volatile(item) for item in value)
    if not isinstance(value, str):
        return value is None or isinstance(value, dict)
    volatile = ("date-time", "date", "time", "duration")
    return value.startswith('W/"') or any(has_format(value, name) for name in volatile)


def _at(value: JSON, path: tuple[str, ...]) -> JSON:
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value


COMPARATOR = Comparator(check)

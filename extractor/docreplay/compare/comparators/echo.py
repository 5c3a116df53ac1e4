"""Values of the request that the documented response repeats must be returned unchanged."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl

from docreplay.compare.comparator import Comparator
from docreplay.compare.rules.echo_differs import RULE as DIFFERS
from docreplay.compare.subject import ResponseSubject
from docreplay.model.body.document import Document
from docreplay.model.body.string_formats import has_format
from docreplay.model.finding import Finding
from docreplay.model.http.decoding import Unreadable
from docreplay.model.http.http import Request, declared_type
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.json.value import JSON, Steps, kind, pointer, steps
from docreplay.model.location import Passage
from docreplay.model.words import name_of, shown

_FORM = "application/x-www-form-urlencoded"
_STORING = frozenset({"POST", "PUT", "PATCH"})
_ID = re.compile(r"_?(?:id|uid|uuid|guid)", re.IGNORECASE)
"""Names of the id of an object, which the service chooses."""
_ELEMENTS = 100
"""Maximum number of objects in an array that are compared."""


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
        sent, value = _sent(request, document.json.value), subject.value
    except (JsonError, Unreadable):
        return
    for finding in _differences(document, body, sent, value):
        at = steps(finding.pointer or "")
        if subject.strictness.matcher_at(at) is None:
            yield finding


def _sent(request: Request, documented: JSON) -> JSON:
    """Return the value of a body; fields of a form have the types of the documented properties.

    Raises `JsonError` for any other text.
    """
    assert request.body  # noqa: S101  # `check` has looked
    if declared_type(request.headers) != _FORM or not isinstance(documented, dict):
        return read_json(request.body.text).value
    fields = Counter(name for name, _ in parse_qsl(request.body.text))
    return {
        name: documented[name]
        for name, text in parse_qsl(request.body.text)
        if fields[name] == 1 and name in documented and _is_written(text, documented[name])
    }


def _is_written(text: str, value: JSON) -> bool:
    """Return True if a field of a form has the digits or the text of a value."""
    return not isinstance(value, bool) and isinstance(value, str | int) and str(value) == text


def _differences(document: Document, body: Passage, sent: JSON, value: JSON) -> Iterator[Finding]:
    key = document.expected.resource.key if document.expected.resource else "id"
    for path, scalar, actual in _Echo(key).changed(sent, document.json.value, value, ()):
        yield DIFFERS.at(
            document.locate(body, path),
            f"{name_of(path)} must be returned as it was sent",
            expected=shown(scalar),
            actual=shown(actual),
            pointer=pointer(path),
        )


class _Echo(NamedTuple):
    """Comparison of what was sent with what is returned; `key` names the id of an object."""

    key: str

    def changed(
        self, sent: JSON, documented: JSON, value: JSON, path: Steps
    ) -> Iterator[tuple[Steps, JSON, JSON]]:
        """Return the values that the page returns as they were sent, and the service does not."""
        if isinstance(sent, dict) and isinstance(documented, dict):
            found = value if isinstance(value, dict) else {}
            for name in sent:
                if name in documented and name in found and not _is_own(name, path, self.key):
                    parts = sent[name], documented[name], found[name]
                    yield from self.changed(*parts, (*path, name))
        elif _holds_objects(sent) and _holds_objects(documented):
            yield from self._elements(sent, documented, value, path)  # type: ignore[arg-type]  # lists
        elif _is_repeated(sent, documented) and _is_other(value, sent):
            yield path, sent, value

    def _elements(
        self, sent: list[JSON], documented: list[JSON], value: JSON, path: Steps
    ) -> Iterator[tuple[Steps, JSON, JSON]]:
        """Return the changed values of objects in an array, which may be returned in any order."""
        if not isinstance(value, list) or len(sent) != len(documented):
            return
        if len(sent) > _ELEMENTS or len(value) > _ELEMENTS:
            return
        left = list(range(len(value)))
        unmatched: list[int] = []
        for index, (item, shown_item) in enumerate(zip(sent, documented, strict=True)):
            equal = (
                at
                for at in left
                if not any(self.changed(item, shown_item, value[at], (*path, index)))
            )
            found = next(equal, None)
            if found is None:
                unmatched.append(index)
            else:
                left.remove(found)
        for index, at in zip(unmatched, left, strict=False):
            yield from self.changed(sent[index], documented[index], value[at], (*path, index))
        for index in unmatched[len(left) :]:
            yield (*path, index), sent[index], None


def _is_repeated(sent: JSON, documented: JSON) -> bool:
    return sent == documented and kind(sent) == kind(documented) and not _is_volatile(sent)


def _holds_objects(value: JSON) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(i, dict) for i in value)


def _is_other(actual: JSON, sent: JSON) -> bool:
    """Return True if a value of the right type differs; the order of an array may change."""
    if isinstance(actual, list) and isinstance(sent, list):
        return Counter(map(repr, actual)) != Counter(map(repr, sent))
    if isinstance(sent, int | float) and not isinstance(sent, bool):
        is_number = isinstance(actual, int | float) and not isinstance(actual, bool)
        return is_number and actual != sent
    return kind(actual) == kind(sent) and actual != sent


def _is_own(name: str, path: Steps, key: str) -> bool:
    """Return True for what the service gives itself: the id of what it creates, and tags."""
    if "@" in name or "etag" in name.lower():
        return True
    is_created = not path or isinstance(path[-1], int)
    return is_created and (name == key or _ID.fullmatch(name) is not None)


def _is_volatile(value: JSON) -> bool:
    """Return True for values that may change: null, objects, times, tags, and arrays of those."""
    if isinstance(value, list):
        return not value or any(isinstance(item, list) or _is_volatile(item) for item in value)
    if not isinstance(value, str):
        return value is None or isinstance(value, dict)
    volatile = ("date-time", "date", "time", "duration")
    return value.startswith('W/"') or any(has_format(value, name) for name in volatile)


COMPARATOR = Comparator(check)

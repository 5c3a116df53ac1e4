"""Values of the URL that the documented response repeats must be returned, and `@odata.count`."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from docreplay.compare.comparator import Comparator
from docreplay.compare.rules.count_missing import RULE as COUNT_MISSING
from docreplay.compare.rules.object_differs import RULE as DIFFERS
from docreplay.compare.subject import ResponseSubject
from docreplay.model.body.document import Document
from docreplay.model.finding import Finding, Severity
from docreplay.model.http.decoding import Unreadable
from docreplay.model.http.http import Request
from docreplay.model.http.url_values import UrlValue, asks_for_count, url_values
from docreplay.model.json.value import JSON, Steps, kind, pointer
from docreplay.model.location import Passage
from docreplay.model.words import name_of, shown

_LOOKED_AT = 100
"""Maximum number of elements of an array that are looked at."""
_IN_ENVELOPE = 2
"""Depth of a property of an object that is the only one of a body: `data.id`."""
_COUNTS = ("@odata.count", "@count")


def check(subject: ResponseSubject) -> Iterator[Finding]:
    """Report values of the URL that are not returned, and a missing number of elements."""
    body, document, request = subject.expectation.body, subject.document, subject.request
    if body is None or document is None or request is None or subject.error:
        return
    if not subject.may_have_body or not 200 <= subject.answer.status < 300:
        return
    try:
        value = subject.value
    except Unreadable:
        return
    if subject.strictness.echo:
        for finding, path in _differences(document, body, request, value):
            if subject.strictness.matcher_at(path) is None:
                yield finding
    if asks_for_count(request.target) and subject.strictness.missing == "refuse":
        yield from _count(document, body, value)


def _differences(
    document: Document, body: Passage, request: Request, value: JSON
) -> Iterator[tuple[Finding, Steps]]:
    key = document.expected.resource.key if document.expected.resource else "id"
    values = url_values(request.target)
    for place, documented in _by_place(document.json.value).items() if values else ():
        item = next((item for item in values if _is_repeated(item, documented, place, key)), None)
        if item is None or (request.method == "POST" and place[-1] in (key, "id")):
            continue
        for path, actual in _at(value, place, ()):
            if kind(actual) in ("string", "integer") and not item.equals(actual):
                message = f"{name_of(path)} must be `{item.text}`, as in the URL"
                at = document.locate(body, path)
                found = DIFFERS.at(at, message, actual=shown(actual), pointer=pointer(path))
                yield found, path
                break


def _is_repeated(item: UrlValue, documented: list[JSON], place: Steps, key: str) -> bool:
    """Return True if all documented values at a place are that of the URL, and not by chance."""
    if not all(map(item.equals, documented)):
        return False
    name, depth = str(place[-1]), len(place)
    if depth == _IN_ENVELOPE and item.is_envelope(str(place[0])) and item.is_id(name, key):
        depth -= 1
    return item.belongs_to(name, key, is_element=0 in place, depth=depth)


def _by_place(value: JSON) -> dict[Steps, list[JSON]]:
    """Return the documented values by their places; one place for all elements of an array."""
    found: defaultdict[Steps, list[JSON]] = defaultdict(list)
    for place, item in _places(value, ()):
        found[place].append(item)
    return found


def _places(value: JSON, place: Steps) -> Iterator[tuple[Steps, JSON]]:
    """Yield the values of properties, with their places."""
    if place and isinstance(place[-1], str):
        yield place, value
    if isinstance(value, dict):
        for name, item in value.items():
            if "@" not in name:
                yield from _places(item, (*place, name))
    elif isinstance(value, list):
        for item in islice(value, _LOOKED_AT):
            yield from _places(item, (*place, 0))


def _at(value: JSON, place: Steps, path: Steps) -> Iterator[tuple[Steps, JSON]]:
    """Yield the values at a place, with their paths."""
    if not place:
        yield path, value
    elif isinstance(value, list):
        for index, item in enumerate(islice(value, _LOOKED_AT)):
            yield from _at(item, place[1:], (*path, index))
    elif isinstance(value, dict) and place[0] in value:
        yield from _at(value[str(place[0])], place[1:], (*path, place[0]))


def _count(document: Document, body: Passage, value: JSON) -> Iterator[Finding]:
    """Report a collection without the number of its elements."""
    documented = document.json.value
    is_collection = isinstance(value, dict) and isinstance(value.get("value"), list)
    if not is_collection or any(name in value for name in _COUNTS):  # type: ignore[operator]  # a dict
        return
    shows = isinstance(documented, dict) and next((n for n in _COUNTS if n in documented), "")
    yield COUNT_MISSING.at(
        document.locate(body, (shows,) if shows else (), key=bool(shows)),
        "`@odata.count` is missing, although the request has `$count=true`",
        severity=None if shows else Severity.WARNING,
    )


COMPARATOR = Comparator(check)

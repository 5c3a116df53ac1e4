"""An example shows a value that is not one of the documented values.

## What it means
The page of a resource, or this page, lists the possible values of a property, and a request or
response shows a different one. If it differs in case only, the message says so. It is a note where
the page says that there are more values than it lists.

## Why it matters
Readers copy the example, or write a client that does not expect the value.

## What it leaves alone
Type words such as `String`, several members separated by commas (flags), and properties that the
page of the resource does not describe.

## Example
    | status | String | Possible values are: `open`, `closed`. |

    { "status": "opened" }

## Fix
Correct the example, or add the value to the list.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject, json_body
from docreplay.lint.typed_objects import TypedObject, typed_objects
from docreplay.model.finding import Finding, Related, Rule, Severity
from docreplay.model.http.http import Request, Response
from docreplay.model.json.tolerant_reader import JsonText
from docreplay.model.json.value import JSON
from docreplay.model.json.value import pointer as pointer_to
from docreplay.model.location import Location, Passage
from docreplay.model.markup.block import Annotation
from docreplay.model.types.declared_types import is_placeholder
from docreplay.model.types.declared_values import FUTURE, AllowedValues, is_allowed
from docreplay.model.types.listed_values import (
    NOTHING_LISTED,
    ListedValues,
    listed_values,
    may_list_values,
)

RULE = Rule(code="DOC176", name="example-outside-enumeration", severity=Severity.WARNING)
_SHOWN = 10
"""Maximum number of documented values in a message."""


class _Listed(NamedTuple):
    """The documented values of a property, and where they are if that is on another page."""

    allowed: AllowedValues
    location: Location | None = None


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield the strings of requests and responses that are outside of a documented list."""
    if subject.is_repetition or not subject.reading.exchanges:
        return
    own = _own(subject)
    for message, annotation, listed in _messages(subject, own):
        body = json_body(message)
        if body is None or message.body is None:
            continue
        seen: set[tuple[str, str]] = set()
        for item in typed_objects(body.value, annotation, subject.neighbours.catalogue):
            for name, word, finding in _members(item, listed, message.body, body):
                if (name, word) not in seen:
                    yield finding
                seen.add((name, word))


def _own(subject: PageSubject) -> ListedValues:
    """Return what the page itself lists."""
    if not may_list_values(subject.markup.text):
        return NOTHING_LISTED
    return listed_values(subject.markup.plain, subject.read_tables())


_Message = tuple[Request | Response, Annotation | None, Mapping[str, AllowedValues]]
"""A message, its annotation, and the values that the page lists for its properties."""


def _messages(subject: PageSubject, own: ListedValues) -> Iterator[_Message]:
    for exchange in subject.reading.exchanges:
        yield exchange.request, exchange.request_annotation, own.of_request()
        response, annotation = exchange.response, exchange.response_annotation
        if response:
            sent, documented = json_body(exchange.request), json_body(response)
            bodies = (sent.value if sent else None, documented.value if documented else None)
            key = (annotation.text("collectionProperty") if annotation else "") or "value"
            yield response, annotation, own.of_response(*bodies, key)


def _members(
    item: TypedObject, own: Mapping[str, AllowedValues], passage: Passage, body: JsonText
) -> Iterator[tuple[str, str, Finding]]:
    """Yield the name and the value of each member outside of its list, with the finding."""
    for name, value in item.value.items():
        words = [] if "@" in name else [*_words(value)]
        listed = _listed(item, name, own) if words else None
        for step, word in words:
            if listed and not is_allowed(word, listed.allowed.values):
                place = body.place(f"{item.pointer}{pointer_to((name,))}{step}")
                finding = RULE.at(
                    passage.range(place.start, place.end),
                    _message(name, word, listed.allowed),
                    severity=_severity(listed.allowed),
                    expected=", ".join(listed.allowed.values[:_SHOWN]),
                    actual=word,
                    related=_related(listed),
                )
                yield name, word, finding


def _listed(item: TypedObject, name: str, own: Mapping[str, AllowedValues]) -> _Listed | None:
    """Return what the page of the object's type lists, else this page for an outermost object."""
    row = item.type.tabled.get(name) if item.type else None
    stated = (row.stated.items or row.stated) if row else None
    if row and stated and stated.choices:
        return _Listed(AllowedValues(stated.choices, stated.is_open), row.location)
    if item.type and name in item.type.listed and item.type.property(name):
        return _Listed(item.type.listed[name], item.type.location)
    if row:
        return None
    return _Listed(own[name]) if item.is_outermost and name in own else None


def _words(value: JSON) -> Iterator[tuple[str, str]]:
    """Yield a string, or the strings of an array with their steps, as far as they are values.

    Descriptions of a value in place of one, such as `String` or `a | b`, are left out.
    """
    items = value if isinstance(value, list) else [value]
    for number, item in enumerate(items):
        if isinstance(item, str) and _is_value(item):
            yield f"/{number}" if items is value else "", item


def _is_value(word: str) -> bool:
    if not word.strip() or is_placeholder(word):
        return False
    return not any(mark in word for mark in "|<>{}…") and "..." not in word


def _message(name: str, word: str, allowed: AllowedValues) -> str:
    alike = {value.lower(): value for value in allowed.values}.get(word.lower())
    if alike:
        return f"`{word}` of `{name}` differs only in case from `{alike}`, a documented value"
    return f"`{word}` is not one of the documented values of `{name}`"


def _severity(allowed: AllowedValues) -> Severity:
    """Return a note for a list that is open for another reason than members added later."""
    is_open = allowed.is_open and FUTURE not in allowed.values
    return Severity.NOTE if is_open else Severity.WARNING


def _related(listed: _Listed) -> tuple[Related, ...]:
    at = listed.location
    return (Related(location=at, message="the documented values"),) if at else ()


CHECK = LintCheck(check)

"""Kinds of faults that services have: each takes a documented answer and spoils one thing.

A kind gets what it may spoil, and returns the line of the page that the verdict must name.
"""

import copy
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from benchmarks.specimens import Member, Path, Specimen, at, to_bytes
from docreplay.model.case import Answer, Case
from docreplay.model.finding import Severity
from docreplay.model.http.http import Header
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.json.value import JSON, kind


@dataclass(frozen=True, slots=True)
class Fault:
    """A spoiled answer, and the line that it contradicts."""

    answer: Answer
    line: int
    least: Severity = Severity.ERROR
    """The least severity that a finding about it must have."""
    case: Case | None = None
    """The case that is judged, where it is not that of the specimen."""


Kind = Callable[[Specimen, random.Random], Fault | None]
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")


def _choose(
    specimen: Specimen, rng: random.Random, fits: Callable[[Member], bool]
) -> Member | None:
    members = [member for member in specimen.members if fits(member)]
    return rng.choice(members) if members else None


def _is(*kinds: str) -> Callable[[Member], bool]:
    return lambda member: kind(member.value) in kinds


def put(specimen: Specimen, path: Path, value: JSON) -> JSON:
    """Return the documented body with a value at a path, which may be that of a new member."""
    whole = copy.deepcopy(specimen.json.value)
    at(whole, path[:-1])[path[-1]] = value  # type: ignore[index]  # a path of it
    return whole


def _drop(specimen: Specimen, path: Path) -> JSON:
    whole = copy.deepcopy(specimen.json.value)
    del at(whole, path[:-1])[path[-1]]  # type: ignore[arg-type, union-attr]  # a path of it
    return whole


def _replacing(
    fits: Callable[[Member], bool],
    by: Callable[[JSON], JSON],
    least: Severity = Severity.ERROR,
) -> Kind:
    """Return the kind that gives a firm member another value."""

    def spoil(specimen: Specimen, rng: random.Random) -> Fault | None:
        member = _choose(specimen, rng, fits)
        if member is None:
            return None
        value = put(specimen, member.path, by(member.value))
        return Fault(specimen.answer(value), specimen.line(member.path), least)

    return spoil


def _missing(specimen: Specimen, rng: random.Random) -> Fault | None:
    member = _choose(specimen, rng, lambda _: True)
    if member is None:
        return None
    answer = specimen.answer(_drop(specimen, member.path))
    return Fault(answer, specimen.line(member.path, key=True))


def _renamed(specimen: Specimen, rng: random.Random) -> Fault | None:
    member = _choose(specimen, rng, lambda _: True)
    if member is None:
        return None
    whole = _drop(specimen, member.path)
    at(whole, member.path[:-1])[member.name + "Value"] = member.value  # type: ignore[call-overload, index]  # a path of it
    return Fault(specimen.answer(whole), specimen.line(member.path, key=True))


def _moved_down(specimen: Specimen, rng: random.Random) -> Fault | None:
    """Move a member into an object beside it."""
    member = _choose(specimen, rng, lambda member: bool(_neighbours(specimen, member)))
    if member is None:
        return None
    whole = _drop(specimen, member.path)
    neighbour = rng.choice(_neighbours(specimen, member))
    at(whole, (*member.path[:-1], neighbour))[member.name] = member.value  # type: ignore[call-overload, index]  # a path of it
    return Fault(specimen.answer(whole), specimen.line(member.path, key=True))


def _neighbours(specimen: Specimen, member: Member) -> list[str]:
    parent = at(specimen.json.value, member.path[:-1])
    if not isinstance(parent, dict):
        return []
    return [name for name, item in parent.items() if isinstance(item, dict) and name != member.name]


def _in_one_element_more(specimen: Specimen, rng: random.Random, *, drop: bool) -> Fault | None:
    """Add an element in which a member is missing, or of another type."""
    member = _choose(specimen, rng, lambda member: _is_element(specimen, member))
    if member is None:
        return None
    whole = copy.deepcopy(specimen.json.value)
    array, element = at(whole, member.path[:-2]), copy.deepcopy(at(whole, member.path[:-1]))
    if drop:
        del element[member.name]  # type: ignore[arg-type, union-attr]  # an object
    else:
        element[member.name] = _other(member.value)  # type: ignore[call-overload, index]  # an object
    array.append(element)  # type: ignore[union-attr]  # an array
    first = (*member.path[:-2], 0, member.name)
    least = Severity.WARNING if drop else Severity.ERROR  # not all elements need be alike
    return Fault(specimen.answer(whole), specimen.line(first, key=drop), least)


def _is_element(specimen: Specimen, member: Member) -> bool:
    """Return True for a member of an array's element if the first element is an object too."""
    if len(member.path) < 2 or not isinstance(member.path[-2], int):
        return False
    first = at(specimen.json.value, (*member.path[:-2], 0))
    return isinstance(first, dict)


def _other(value: JSON) -> JSON:
    return "words" if isinstance(value, bool | int | float | list) else 7


def _scalar_element(specimen: Specimen, rng: random.Random) -> Fault | None:
    """Put a string among objects."""
    member = _choose(specimen, rng, _holds_objects)
    if member is None:
        return None
    whole = put(specimen, member.path, [*member.value, "words"])  # type: ignore[misc]  # an array
    return Fault(specimen.answer(whole), specimen.line((*member.path, 0)))


def _holds_objects(member: Member) -> bool:
    value = member.value
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _null_element(specimen: Specimen, rng: random.Random) -> Fault | None:
    """Put null among scalars."""
    member = _choose(specimen, rng, _holds_strings)
    if member is None:
        return None
    whole = put(specimen, member.path, [*member.value, None])  # type: ignore[misc]  # an array
    return Fault(specimen.answer(whole), specimen.line((*member.path, 0)), Severity.WARNING)


def _holds_strings(member: Member) -> bool:
    value = member.value
    is_one = all(isinstance(step, str) for step in member.path)
    return isinstance(value, list) and bool(value) and is_one and all(map(_is_string, value))


def _is_string(value: JSON) -> bool:
    return isinstance(value, str) and " " in value


def _unknown_choice(specimen: Specimen, rng: random.Random) -> Fault | None:
    """Replace a documented choice by a value that the resource does not allow."""
    member = _choose(specimen, rng, lambda member: choices_shown(specimen, member))
    if member is None:
        return None
    answer = specimen.answer(put(specimen, member.path, "neverHeardOf"))
    return Fault(answer, specimen.line(member.path))


def choices_shown(specimen: Specimen, member: Member) -> bool:
    """Return True for one of the choices of the type that the annotation names."""
    depth = 3 if member.path[0] == "value" else 1
    known = specimen.choices.get(member.name, ())
    values = [item.value for item in specimen.members if item.name == member.name]
    return len(member.path) == depth and bool(known) and all(value in known for value in values)


def _unwrapped(specimen: Specimen, _: random.Random) -> Fault | None:
    """Return the elements of a collection without their envelope."""
    value = specimen.json.value
    elements = value.get("value") if isinstance(value, dict) else None
    if not isinstance(elements, list):
        return None
    return Fault(specimen.answer(elements), specimen.line(()))


def _wrapped(specimen: Specimen, _: random.Random) -> Fault | None:
    """Put an object into an envelope that the page does not show."""
    first = next((m for m in specimen.members if len(m.path) == 1 and m.name != "value"), None)
    if first is None:
        return None
    answer = specimen.answer({"value": specimen.json.value})
    return Fault(answer, specimen.line(first.path, key=True))


def _status(specimen: Specimen, rng: random.Random) -> Fault | None:
    expectation = specimen.case.expectation
    others = [
        code for code in (200, 201, 202, 204, 301, 404, 429, 500) if code != expectation.status
    ]
    if expectation.status_at is None:
        return None
    answer = replace(specimen.answer(specimen.json.value), status=rng.choice(others))
    return Fault(answer, expectation.status_at.line)


def _without_header(specimen: Specimen, _: random.Random) -> Fault | None:
    header = relied_on(specimen)
    if header is None:
        return None
    answer = specimen.answer(specimen.json.value)
    left = tuple(pair for pair in answer.headers if pair[0] != header.name)
    return Fault(replace(answer, headers=left), header.location.line)


def relied_on(specimen: Specimen) -> Header | None:
    """Return a documented header that clients rely on, or None."""
    names = {"location", "etag", "retry-after", "content-location", "operation-location"}
    headers = specimen.case.expectation.headers
    return next((header for header in headers if header.name.lower() in names), None)


def _media_type(specimen: Specimen, _: random.Random) -> Fault | None:
    headers = specimen.case.expectation.headers
    header = next((header for header in headers if header.name.lower() == "content-type"), None)
    if header is None:
        return None
    answer = specimen.answer(specimen.json.value)
    return Fault(_typed(answer, "text/plain"), header.location.line)


def _typed(answer: Answer, media_type: str) -> Answer:
    others = tuple(pair for pair in answer.headers if pair[0].lower() != "content-type")
    return replace(answer, headers=(*others, ("Content-Type", media_type)))


def _cut(specimen: Specimen, rng: random.Random) -> Fault | None:
    data = to_bytes(specimen.json.value)
    return Fault(specimen.respond(data[: rng.randrange(1, len(data))]), specimen.body.line)


def _body(data: bytes) -> Kind:
    """Return the kind that sends a different body."""
    return lambda specimen, _: Fault(specimen.respond(data), specimen.body.line)


def _not_a_number(specimen: Specimen, rng: random.Random) -> Fault | None:
    member = _choose(specimen, rng, _is("integer", "number"))
    if member is None:
        return None
    return Fault(specimen.answer(put(specimen, member.path, float("nan"))), specimen.body.line)


def _not_echoed(specimen: Specimen, rng: random.Random) -> Fault | None:
    """Change a value that was sent and that the documented response repeats."""
    echoed = list(_echoes(specimen))
    if not echoed:
        return None
    name, value = rng.choice(echoed)
    other: JSON = not value if isinstance(value, bool) else f"{value}, changed"
    other = value + 1 if isinstance(value, int) and not isinstance(value, bool) else other
    return Fault(specimen.answer(put(specimen, (name,), other)), specimen.line((name,)))


def _echoes(specimen: Specimen) -> Iterator[tuple[str, JSON]]:
    request = specimen.case.request
    if request.body is None or request.method not in ("POST", "PUT", "PATCH"):
        return
    try:
        sent = read_json(request.body.text).value
    except JsonError:
        return
    value = specimen.json.value
    if isinstance(sent, dict) and isinstance(value, dict):
        for name, item in sent.items():
            if isinstance(item, str | int) and value.get(name) == item and _is_echo(name, item):
                yield name, item


def _is_echo(name: str, item: JSON) -> bool:
    """Return True if a service must repeat the value: no key, no tag, no time, no duration."""
    is_key = name.lower().endswith(("id", "etag")) or "@" in name
    return not is_key and not re.match(r"\d{4}-\d\d-\d\d|\d\d:\d\d|-?P|W/", str(item))


KINDS: dict[str, Kind] = {
    "a number for a string": _replacing(_is("string"), lambda _: 7),
    "words for a number": _replacing(_is("integer", "number"), lambda _: "words"),
    "a number in quotes": _replacing(_is("integer", "number"), str),
    "words for a boolean": _replacing(_is("boolean"), str),
    "null": _replacing(lambda _: True, lambda _: None, Severity.WARNING),
    "an object for an array": _replacing(_is("array"), lambda value: {"value": value}),
    "an array for an object": _replacing(_is("object"), lambda value: [value]),
    "a string for an object": _replacing(_is("object"), lambda _: "words"),
    "an object for a scalar": _replacing(_is("string", "boolean"), lambda value: {"value": value}),
    "words for a date and time": _replacing(
        lambda member: bool(_DATE_TIME.fullmatch(str(member.value))), lambda _: "yesterday"
    ),
    "a date for a date and time": _replacing(
        lambda member: bool(_DATE_TIME.fullmatch(str(member.value))), lambda _: "2021-05-04"
    ),
    "an unknown choice": _unknown_choice,
    "a missing member": _missing,
    "a renamed member": _renamed,
    "a member one level down": _moved_down,
    "missing in one element more": lambda *given: _in_one_element_more(*given, drop=True),
    "wrong in one element more": lambda *given: _in_one_element_more(*given, drop=False),
    "a string among objects": _scalar_element,
    "null among strings": _null_element,
    "no envelope": _unwrapped,
    "an envelope": _wrapped,
    "another status": _status,
    "a missing header": _without_header,
    "another media type": _media_type,
    "JSON that ends early": _cut,
    "no body": _body(b""),
    "a web page": _body(b"<!DOCTYPE html><title>Sign in</title>"),
    "an error for success": _body(b'{"error": {"code": "throttled", "message": "Wait."}}'),
    "NaN": _not_a_number,
    "another value than was sent": _not_echoed,
}

"""Answers that are true to their page, yet differ from it in all that no page promises."""

import json
import re
from collections.abc import Callable
from dataclasses import replace

from benchmarks.semantic_faults import fresh_key, is_map
from benchmarks.specimens import Specimen
from docreplay.model.case import Answer
from docreplay.model.json.value import JSON

Variation = Callable[[Specimen], Answer | None]
_GUID = re.compile(r"\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b")
_TIME = re.compile(r"(\d{4})(-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?Z")


def _map(value: JSON, change: Callable[[JSON], JSON]) -> JSON:
    """Return the value with every part changed, the innermost first."""
    if isinstance(value, dict):
        return change({name: _map(item, change) for name, item in value.items()})
    if isinstance(value, list):
        return change([_map(item, change) for item in value])
    return change(value)


def _mapped(change: Callable[[JSON], JSON]) -> Variation:
    return lambda specimen: specimen.answer(_map(specimen.json.value, change))


def _other_ids(specimen: Specimen) -> Answer:
    """Replace GUIDs except those of the request, which the service must repeat."""
    request = specimen.case.request
    sent = request.target + (request.body.text if request.body else "")

    def other(match: re.Match[str]) -> str:
        return match[0] if match[0] in sent else "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"

    def change(value: JSON) -> JSON:
        return _GUID.sub(other, value) if isinstance(value, str) else value

    return specimen.answer(_map(specimen.json.value, change))


def _other_time(value: JSON) -> JSON:
    return _TIME.sub(r"2031\2.1234567Z", value) if isinstance(value, str) else value


def _other_offset(value: JSON) -> JSON:
    return _TIME.sub(r"\1\2+05:30", value) if isinstance(value, str) else value


def _reversed(value: JSON) -> JSON:
    return dict(reversed(value.items())) if isinstance(value, dict) else value


def _other_number_form(value: JSON) -> JSON:
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _more_control_information(value: JSON) -> JSON:
    more: dict[str, JSON] = {"@odata.id": "x", "@odata.etag": 'W/"1"', "name@odata.type": "#String"}
    return {**more, **value} if isinstance(value, dict) else value


def _one_more_property(value: JSON) -> JSON:
    return {**value, "addedLater": None} if isinstance(value, dict) else value


def _no_control_information(value: JSON) -> JSON:
    if not isinstance(value, dict):
        return value
    # the number of elements may have been asked for
    return {n: item for n, item in value.items() if "@odata." not in n or n == "@odata.count"}


def _more_elements(value: JSON) -> JSON:
    """Enlarge arrays of objects; an array of scalars may be one that the request sends."""
    grows = isinstance(value, list) and value and all(isinstance(item, dict) for item in value)
    return value * 3 if grows else value  # type: ignore[operator]  # a list it is


def _no_elements(specimen: Specimen) -> Answer | None:
    """Empty a collection; a service must repeat the elements that a request sends."""
    value = specimen.json.value
    if not isinstance(value, dict) or not isinstance(value.get("value"), list):
        return None
    if specimen.case.request.body and '"value"' in specimen.case.request.body.text:
        return None
    return specimen.answer({**value, "value": []})


def _other_headers(specimen: Specimen) -> Answer:
    answer = specimen.answer(specimen.json.value)
    headers = tuple((name.upper(), value) for name, value in answer.headers)
    types = ("CONTENT-LENGTH", "DATE", "REQUEST-ID", "TRANSFER-ENCODING")
    kept = tuple(pair for pair in headers if pair[0] not in types)
    return replace(answer, headers=kept, reason="Fine")


def _with_charset(specimen: Specimen) -> Answer:
    answer = specimen.answer(specimen.json.value)
    others = tuple(pair for pair in answer.headers if pair[0].lower() != "content-type")
    typed = ("content-type", "application/JSON;odata.metadata=minimal; charset=UTF-8")
    return replace(answer, headers=(*others, typed))


def _spaced(specimen: Specimen) -> Answer:
    return specimen.answer(None, json.dumps(specimen.json.value, indent="\t") + "\n")


def _with_byte_order_mark(specimen: Specimen) -> Answer:
    return specimen.answer(None, "\ufeff" + json.dumps(specimen.json.value))


def _outer(specimen: Specimen, change: Callable[[dict[str, JSON]], dict[str, JSON]]) -> JSON:
    """Return the body with its outermost objects changed: itself, or the elements."""
    value = specimen.json.value
    elements = value.get("value") if isinstance(value, dict) else None
    if isinstance(value, dict) and isinstance(elements, list):
        changed = [change(item) if isinstance(item, dict) else item for item in elements]
        return {**value, "value": changed}
    return change(value) if isinstance(value, dict) else value


def _allowed_nulls(specimen: Specimen) -> Answer | None:
    """Put null for each property that no page calls required: a warning at most."""
    kept = specimen.never_null | specimen.sent.keys()

    def change(item: dict[str, JSON]) -> dict[str, JSON]:
        return {name: part if name in kept or "@" in name else None for name, part in item.items()}

    return _if_changed(specimen, _outer(specimen, change))


def _without_optional(specimen: Specimen) -> Answer | None:
    """Drop properties that the annotation or the resource calls optional, and nulls."""
    absent = specimen.absent - specimen.sent.keys()

    def change(item: dict[str, JSON]) -> dict[str, JSON]:
        kept = {name: part for name, part in item.items() if part is not None}
        return {name: part for name, part in kept.items() if name not in absent}

    return _if_changed(specimen, _outer(specimen, change))


def _other_plain_ids(specimen: Specimen) -> Answer | None:
    """Replace each `id`, except those that the request names, and one of a list."""
    if "id" in specimen.choices:
        return None
    request = specimen.case.request
    sent = request.target + (request.body.text if request.body else "")

    def change(value: JSON) -> JSON:
        own = value.get("id") if isinstance(value, dict) else None
        if not isinstance(value, dict) or not isinstance(own, str) or own in sent:
            return value
        is_guid = _GUID.fullmatch(own)
        return {**value, "id": "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9" if is_guid else "other-7"}

    return _if_changed(specimen, _map(specimen.json.value, change))


def _other_map_keys(specimen: Specimen) -> Answer | None:
    """Reduce each map to one entry, below a new name of the same form."""
    if specimen.case.request.body:  # a service returns what is sent
        return None

    def change(value: JSON) -> JSON:
        if not isinstance(value, dict) or not is_map(value):
            return value
        return {fresh_key(name): part for name, part in value.items() if "@" not in name}

    return _if_changed(specimen, _map(specimen.json.value, change))


def _other_choices(specimen: Specimen) -> Answer | None:
    """Replace each listed value by the last one of its list."""

    def change(item: dict[str, JSON]) -> dict[str, JSON]:
        return {name: _other_choice(specimen, name, part) for name, part in item.items()}

    return _if_changed(specimen, _outer(specimen, change))


def _other_choice(specimen: Specimen, name: str, value: JSON) -> JSON:
    known = specimen.choices.get(name, ())
    request = specimen.case.request
    named = name in (request.body.text if request.body else "") or str(value) in request.target
    return known[-1] if isinstance(value, str) and value in known and not named else value


def _if_changed(specimen: Specimen, value: JSON) -> Answer | None:
    return specimen.answer(value) if value != specimen.json.value else None


def _head_without_content_type(specimen: Specimen) -> Answer:
    """Drop the headers of the content, as a response to HEAD may (RFC 9110 §9.3.2)."""
    answer = specimen.respond(b"")
    content = ("content-type", "content-length", "transfer-encoding")
    kept = tuple(pair for pair in answer.headers if pair[0].lower() not in content)
    return replace(answer, headers=kept)


VARIATIONS: dict[str, Variation] = {
    "as documented": lambda specimen: specimen.answer(specimen.json.value),
    "other ids": _other_ids,
    "other times": _mapped(_other_time),
    "times with an offset": _mapped(_other_offset),
    "another order of members": _mapped(_reversed),
    "another form of numbers": _mapped(_other_number_form),
    "more control information": _mapped(_more_control_information),
    "no control information": _mapped(_no_control_information),
    "a property more": _mapped(_one_more_property),
    "more elements": _mapped(_more_elements),
    "no elements": _no_elements,
    "other headers": _other_headers,
    "a charset": _with_charset,
    "other white space": _spaced,
    "a byte order mark": _with_byte_order_mark,
    "nulls that the page allows": _allowed_nulls,
    "no optional members": _without_optional,
    "other plain ids": _other_plain_ids,
    "other map keys": _other_map_keys,
    "other choices": _other_choices,
    "HEAD without a content type": _head_without_content_type,
}

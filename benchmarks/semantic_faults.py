"""Faults that only a reading of the page shows: of maps, enumerations, types, ids, emptiness, HEAD.

What may be spoiled is found here crudely, and independent of the comparison.
"""

import copy
import random
import re
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.faults import Fault, Kind, choices_shown, put, relied_on
from benchmarks.specimens import Path, Specimen, at, walk
from docreplay.model.case import Case
from docreplay.model.finding import Severity
from docreplay.model.json.value import JSON, kind

_GUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_ID = re.compile(rf"(?:{_GUID}|[A-Za-z0-9_=!,.-]*\d[A-Za-z0-9_=!,.-]*)", re.IGNORECASE)
"""Values that identify an object: they contain a digit, unlike words of the API."""
_FRESH = {"g": "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9", "u": "https://other.example/x"}


def maps(specimen: Specimen) -> list[Path]:
    """Return the places of maps, whose names are all GUIDs or URLs."""
    found = ((path, part) for path, part in walk(specimen.json.value, ()) if path)
    return [path for path, part in found if isinstance(part, dict) and is_map(part)]


def is_map(value: dict[str, JSON]) -> bool:
    """Return True if all names of an object are GUIDs or URLs, but for control information."""
    names = [name for name in value if "@" not in name]
    data = rf"{_GUID}|https?://.+|[a-z]+%3[Aa]%2[Ff]%2[Ff].+"
    return bool(names) and all(re.fullmatch(data, name, re.IGNORECASE) for name in names)


def fresh_key(known: str) -> str:
    """Return a name of the same form."""
    return _FRESH["g"] if re.fullmatch(_GUID, known, re.IGNORECASE) else _FRESH["u"]


def _entries(specimen: Specimen) -> Iterator[tuple[Path, str, str]]:
    """Yield firm members of entries: the map, the name of the entry, the name in it."""
    for path in maps(specimen):
        whole = at(specimen.json.value, path)
        entries = [item for item in whole.values() if isinstance(item, dict)]  # type: ignore[union-attr]  # a map
        for key, entry in whole.items():  # type: ignore[union-attr]  # a map
            for name, value in entry.items() if isinstance(entry, dict) else ():
                alike = [kind(item[name]) for item in entries if name in item]
                is_firm = len(alike) == len(entries) and set(alike) == {kind(value)}
                if is_firm and value is not None and "@" not in name:
                    yield path, key, name


def _first_key(specimen: Specimen, path: Path) -> str:
    """Return the name of the first entry, which documents the entries of other names."""
    whole = at(specimen.json.value, path)
    return next(name for name in whole if "@" not in str(name))  # type: ignore[union-attr, return-value]  # a map


def _in_entry(how: str) -> Kind:
    """Return a kind: a map with one entry of a new name, in which a member is spoiled."""

    def spoil(specimen: Specimen, rng: random.Random) -> Fault | None:
        found = list(_entries(specimen))
        if not found:
            return None
        path, key, name = rng.choice(found)
        entry = copy.deepcopy(at(specimen.json.value, (*path, key)))
        value = entry.pop(name)  # type: ignore[union-attr, arg-type]  # an object
        if how == "wrong":
            entry[name] = "words" if isinstance(value, bool | int | float | list) else 7  # type: ignore[index, call-overload]  # an object
        elif how == "misspelt":
            entry[name + "Value"] = value  # type: ignore[index, call-overload]  # an object
        body = put(specimen, path, {fresh_key(key): entry})
        line = specimen.line((*path, _first_key(specimen, path), name), key=how != "wrong")
        return Fault(specimen.answer(body), line)

    return spoil


def _scalar_entry(specimen: Specimen, rng: random.Random) -> Fault | None:
    """Put a number for an object into a map."""
    found = sorted({(path, key) for path, key, _ in _entries(specimen)}, key=str)
    if not found:
        return None
    path, key = rng.choice(found)
    body = put(specimen, path, {fresh_key(key): 7})
    return Fault(specimen.answer(body), specimen.line((*path, _first_key(specimen, path))))


def _choice_in_another_case(specimen: Specimen, rng: random.Random) -> Fault | None:
    members = [item for item in specimen.members if choices_shown(specimen, item)]
    members = [item for item in members if str(item.value).swapcase() != item.value]
    if not members:
        return None
    member = rng.choice(members)
    body = put(specimen, member.path, str(member.value).swapcase())
    return Fault(specimen.answer(body), specimen.line(member.path))


def _unrelated_type(specimen: Specimen, rng: random.Random) -> Fault | None:
    """Replace a shown type by a described one without a common base type."""
    shown = [
        (path, str(part["@odata.type"]))
        for path, part in walk(specimen.json.value, ())
        if isinstance(part, dict) and str(part.get("@odata.type", "")).startswith("#")
    ]
    firm = [(path, own) for path, own in shown if _is_known_alone(path, shown, specimen)]
    if not firm:
        return None
    path, own = rng.choice(firm)
    others = [
        name for name, bases in specimen.families.items() if not bases & _bases(specimen, own)
    ]
    if not others:
        return None
    body = put(specimen, (*path, "@odata.type"), f"#{rng.choice(sorted(others))}")
    return Fault(specimen.answer(body), specimen.line(path))


def _is_known_alone(path: Path, shown: list[tuple[Path, str]], specimen: Specimen) -> bool:
    """Return True if all objects at a place show the same type, and a page describes it."""
    place = [step for step in path if isinstance(step, str)]
    types = {own for other, own in shown if [s for s in other if isinstance(s, str)] == place}
    return len(types) == 1 and bool(_bases(specimen, min(types)))


def _bases(specimen: Specimen, name: str) -> frozenset[str]:
    return specimen.families.get(name.lstrip("#"), frozenset())


def _another_object(specimen: Specimen, _: random.Random) -> Fault | None:
    """Replace an `id` that is the last segment of the URL."""
    request, value = specimen.case.request, specimen.json.value
    asked = request.target.partition("?")[0].rstrip("/").rpartition("/")[2]
    shown = value.get("id") if isinstance(value, dict) else None
    if shown != asked or not _ID.fullmatch(asked) or request.method == "POST":
        return None
    return Fault(specimen.answer(put(specimen, ("id",), _FRESH["g"])), specimen.line(("id",)))


def _id_not_echoed(specimen: Specimen, rng: random.Random) -> Fault | None:
    """Replace the id of a different object, which was sent."""
    sent = specimen.sent
    members = [
        member
        for member in specimen.members
        if len(member.path) == 1 and member.name.endswith("Id") and isinstance(member.value, str)
    ]
    members = [member for member in members if sent.get(member.name) == member.value]
    if not members:
        return None
    member = rng.choice(members)
    body = put(specimen, member.path, _FRESH["g"])
    return Fault(specimen.answer(body), specimen.line(member.path))


def _no_elements(specimen: Specimen, _: random.Random) -> Fault | None:
    """Empty a collection: nothing can be compared, which must be reported."""
    value = specimen.json.value
    elements = value.get("value") if isinstance(value, dict) else None
    if not isinstance(elements, list) or not elements or "value" in specimen.sent:
        return None
    return Fault(
        specimen.answer({**value, "value": []}),  # type: ignore[dict-item]  # an object
        specimen.line(("value",)),
        Severity.WARNING,
    )


def _empty_part(of: type) -> Kind:
    """Return a kind that empties an array or a map within the body: at least a note."""

    def spoil(specimen: Specimen, rng: random.Random) -> Fault | None:
        places = [(path, part) for path, part in walk(specimen.json.value, ()) if len(path) == 1]
        found = [path for path, part in places if isinstance(part, of) and _is_full(part)]
        found = [path for path in found if path != ("value",) and path[0] not in specimen.sent]
        if not found:
            return None
        path = rng.choice(found)
        answer = specimen.answer(put(specimen, path, of()))
        return Fault(answer, specimen.line(path), Severity.NOTE)

    return spoil


def _is_full(part: JSON) -> bool:
    return is_map(part) if isinstance(part, dict) else bool(part)


def _head_without_header(specimen: Specimen, _: random.Random) -> Fault | None:
    """Drop a header that the page shows from a response to HEAD (RFC 9110 §9.3.2)."""
    header = relied_on(specimen)
    if header is None:
        return None
    answer = specimen.respond(b"")
    left = tuple(pair for pair in answer.headers if pair[0] != header.name)
    return Fault(replace(answer, headers=left), header.location.line, case=as_head(specimen.case))


def as_head(case: Case) -> Case:
    """Return the case as one of HEAD, with the documented status and headers."""
    request = replace(case.request, method="HEAD", body=None)
    return replace(case, request=request, expectation=replace(case.expectation, body=None))


SEMANTIC_KINDS: dict[str, Kind] = {
    "a wrong member in a map": _in_entry("wrong"),
    "a missing member in a map": _in_entry("missing"),
    "a misspelt member in a map": _in_entry("misspelt"),
    "a number in a map of objects": _scalar_entry,
    "a choice in another case": _choice_in_another_case,
    "an unrelated type": _unrelated_type,
    "another object than asked for": _another_object,
    "another id than was sent": _id_not_echoed,
    "an empty collection": _no_elements,
    "an empty array in the body": _empty_part(list),
    "an empty map in the body": _empty_part(dict),
    "HEAD without a header": _head_without_header,
}

"""Whether anything of a JSON body was compared: an empty collection has nothing to compare."""

import re
from collections.abc import Iterator
from itertools import islice

from docreplay.compare.comparator import Comparator
from docreplay.compare.explain import placed
from docreplay.compare.pending_finding import PendingFinding
from docreplay.compare.rules.body_not_compared import RULE as NOT_COMPARED
from docreplay.compare.subject import ResponseSubject
from docreplay.model.body.document import Document
from docreplay.model.finding import Finding, Severity
from docreplay.model.http.content import looks_like_json
from docreplay.model.http.decoding import Unreadable
from docreplay.model.http.http import is_json
from docreplay.model.json.lines import is_json_lines
from docreplay.model.json.map_keys import entry_keys, is_map_key
from docreplay.model.json.value import JSON, Steps
from docreplay.model.location import Passage
from docreplay.model.strictness import Strictness
from docreplay.model.words import name_of

_LOOKED_AT = 100
"""Maximum number of elements of an array that are looked at."""
_PAGING = re.compile(r"next|prev|cursor|token|link|page|url|href", re.IGNORECASE)
"""Names of properties of a collection that are not about its elements."""


def check(subject: ResponseSubject) -> Iterator[Finding]:
    """Report a documented body that cannot be read, and a response without what it shows."""
    body, document = subject.expectation.body, subject.document
    if body is None or not subject.has_body:
        return
    if document is None:
        if _claims_json(subject, body):
            message = "the documented body is not valid JSON, so the response is not compared"
            yield NOT_COMPARED.at(body.location, message)
        return
    try:
        value = subject.value
    except Unreadable:
        return
    if not subject.error:
        found = _Coverage(document, subject.strictness).findings(value, subject)
        yield from placed(((item, 1) for item in found), document, body)


def _claims_json(subject: ResponseSubject, body: Passage) -> bool:
    declared = subject.expectation.media_type
    if not declared:
        return looks_like_json(body.text)
    return is_json(declared) or is_json_lines(declared)


class _Coverage:
    """What of a documented body a response has."""

    def __init__(self, document: Document, strictness: Strictness) -> None:
        self._document = document
        self._strictness = strictness

    def findings(self, value: JSON, subject: ResponseSubject) -> Iterator[PendingFinding]:
        """Return one finding if nothing was compared, else a note for each empty array or map."""
        documented = self._document.json.value
        main = _main_collection(documented, subject.expectation.shape.collection_property)
        empty = list(islice(self._empty(documented, value, ()), _LOOKED_AT))
        conforms = self._document.expected.conforms
        nothing = not self._is_compared(documented, value, ()) and bool(empty or conforms(value))
        whole = next((path for path in empty if path == main), None)
        if whole is not None or nothing:
            yield _pending(whole or (empty[0] if empty else ()), bool(empty), None)
            return
        for path in empty:
            yield _pending(path, is_array=True, severity=Severity.NOTE)

    def _is_compared(self, documented: JSON, value: JSON, path: Steps) -> bool:
        """Return True if a part of the response was compared with a documented one."""
        matcher = self._strictness.matcher_at(path)
        if matcher and matcher.kind == "ignore":
            return False
        if (
            isinstance(documented, dict)
            and isinstance(value, dict)
            and any(map(_is_own, documented))
        ):
            pairs = _members(documented, value)
            return any(self._is_compared(shown, item, (*path, key)) for key, shown, item in pairs)
        if isinstance(documented, list) and isinstance(value, list) and documented:
            first = islice(value, _LOOKED_AT)
            return any(self._is_compared(documented[0], item, (*path, 0)) for item in first)
        return True

    def _empty(self, documented: JSON, value: JSON, path: Steps) -> Iterator[Steps]:
        """Yield the paths of empty arrays and maps of which the page shows elements."""
        matcher = self._strictness.matcher_at(path)
        if matcher:
            return
        if isinstance(documented, dict) and isinstance(value, dict):
            if not value and any(map(is_map_key, documented)):
                yield path
            for key, shown, item in _members(documented, value):
                yield from self._empty(shown, item, (*path, key))
        elif isinstance(documented, list) and isinstance(value, list) and documented:
            if not value:
                yield path
            for index, item in enumerate(islice(value, _LOOKED_AT)):
                shown = documented[min(index, len(documented) - 1)]
                yield from self._empty(shown, item, (*path, index))


def _is_own(name: str) -> bool:
    """Return True for a property or an entry, not for control information."""
    return "@" not in name or is_map_key(name)


def _members(
    documented: dict[str, JSON], value: dict[str, JSON]
) -> Iterator[tuple[str, JSON, JSON]]:
    """Yield the properties and entries that both objects have: name, documented value, value."""
    for name, item in value.items():
        if name in documented:
            if "@" not in name:
                yield name, documented[name], item
        elif keys := entry_keys(documented, name):
            yield name, documented[keys[0]], item


def _main_collection(documented: JSON, collection: str) -> Steps | None:
    """Return the path of the array that a body is about, or None.

    That is the body itself, or the only array of an object that has nothing else but control
    information, numbers and links to other pages.
    """
    if isinstance(documented, list):
        return ()
    if not isinstance(documented, dict):
        return None
    arrays = [name for name, item in documented.items() if isinstance(item, list) and item]
    others = {name: item for name, item in documented.items() if name not in arrays}
    if collection in arrays:
        arrays = [collection]
    is_about = all(_is_about_collection(name, item) for name, item in others.items())
    return (arrays[0],) if len(arrays) == 1 and is_about else None


def _is_about_collection(name: str, item: JSON) -> bool:
    if "@" in name or item is None or isinstance(item, bool | int | float):
        return "@" in name or not re.fullmatch(r"(?:.*_)?id", name, re.IGNORECASE)
    return _PAGING.search(name) is not None


def _pending(path: Steps, is_array: bool, severity: Severity | None) -> PendingFinding:
    message = "nothing in the response body is compared with the documented one"
    if is_array:
        message = f"{name_of(path)} is empty, so the documented elements are not compared"
    return PendingFinding(rule=NOT_COMPARED, path=path, message=message, severity=severity)


COMPARATOR = Comparator(check)

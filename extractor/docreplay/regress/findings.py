"""Changes become findings: with a message, a place on the page, a policy and a fingerprint."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from docreplay.model.api.change_profiles import DEFAULT, Profile
from docreplay.model.api.operation import Operation
from docreplay.model.body.document import Document
from docreplay.model.body.shape import ELEMENT, ENTRY, name_in, pattern
from docreplay.model.case import Case
from docreplay.model.finding import Finding, Severity
from docreplay.model.location import Location, Range
from docreplay.regress.change import Change

_PAGE = {
    "old": "the page agrees with the old responses",
    "new": "the page agrees with the new responses",
    "both": "the page allows both",
    "neither": "the page agrees with neither",
    "": "the page does not say",
}
_SEVERITIES = {
    "breaking": Severity.ERROR,
    "unknown": Severity.NOTE,
    "non-breaking": Severity.NOTE,
    "": Severity.NOTE,
}
_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Documented:
    """Where a page documents a request and its responses."""

    case: Case
    documents: dict[int, Document]
    """Documented JSON bodies by their status."""
    cases: dict[int, Case]
    """The cases of those responses."""

    def place(self, change: Change) -> Location | Range:
        """Return the place of what a change is about, or the nearest that the page has."""
        case = self.cases.get(change.status) or self.cases.get(self.case.expectation.status or 0)
        case = case or self.case
        if change.aspect == "request":
            return self.case.request.place
        if change.aspect == "header":
            name = change.header.partition(" ")[0]
            found = (item for item in case.expectation.headers if item.name.lower() == name)
            return next((item.place for item in found), self._status_line(case))
        body = case.expectation.body
        if change.steps is None or body is None:
            return self._status_line(case)
        document = self.documents.get(case.expectation.status or 0)
        if document is None:
            return body.range(0, len(body.text))
        path = [_step(step) for step in change.steps]
        is_key = bool(path) and isinstance(path[-1], str) and document.shows(path)
        return document.locate(body, path, key=is_key)

    def _status_line(self, case: Case) -> Location | Range:
        return case.expectation.status_at or self.case.location


def _step(step: str) -> str | int:
    """Return a step of a path; an element is the first, and an entry has a name that is data."""
    if step == ELEMENT:
        return 0
    return "0" if step == ENTRY else name_in(step)


def findings(
    operation: Operation,
    changes: Iterable[tuple[Change, Documented]],
    profile: Profile = DEFAULT,
) -> Iterator[tuple[Finding, Documented]]:
    """Yield the findings of an operation, each with the request that it is found in.

    Changes that several of its requests share are one finding.
    """
    groups: dict[object, list[tuple[Change, Documented]]] = {}
    for change, documented in changes:
        groups.setdefault(_identity(operation, change), []).append((change, documented))
    for same in groups.values():
        change, documented = min(same, key=lambda item: _worst_first(item[0]))
        yield _finding(operation, change, documented, (profile, len(same))), documented


def _worst_first(change: Change) -> int:
    return ("breaking", "unknown", "non-breaking", "").index(change.verdict.change_class)


def _identity(operation: Operation, change: Change) -> tuple[str, ...]:
    """Return what makes two changes one: the same kind at the same place of one operation."""
    place = pattern(change.steps) if change.steps is not None else change.header
    is_error = "error" if change.status >= 400 else ""
    own = change.new if change.aspect == "status" else ""
    return (change.rule.code, change.kind, operation.exact_key, is_error, change.aspect, place, own)


def fingerprint(operation: Operation, change: Change) -> str:
    """Return what identifies a change, wherever its page is and whatever its lines are."""
    text = "\x00".join(_identity(operation, change))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _finding(
    operation: Operation, change: Change, documented: Documented, shared: tuple[Profile, int]
) -> Finding:
    profile, number = shared
    derived = change.verdict.change_class
    own = change.severity or _SEVERITIES[derived]
    change_class, severity = profile.label(change.kind, derived, own)
    message = _message(operation, change, number)
    if change_class != derived:
        message += f"; {derived}, but {change_class} by the policy `{profile.name}`"
    made = change.rule.at(
        documented.place(change),
        message,
        expected=change.old or None,
        actual=change.new or None,
        pointer=pattern(change.steps) if change.steps is not None else None,
        severity=severity,
        change_class=change_class,
    )
    example = None if change_class == "non-breaking" else change.example
    return replace(made, fingerprint=fingerprint(operation, change), counter_example=example)


def _message(operation: Operation, change: Change, number: int) -> str:
    parts = [f"responses of `{operation}`: {change.what}"]
    verdict = change.verdict
    if verdict.change_class == "breaking" and change.consequence:
        parts[0] += f", so {change.consequence}"
    if verdict.reason:
        parts.append(verdict.reason)
    parts.append(_PAGE[verdict.page])
    if number > 1:
        parts.append(f"the same in {number} requests")
    return "; ".join(parts)

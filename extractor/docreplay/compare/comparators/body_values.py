"""The values of a JSON body, where a mode or a matcher compares more than its shape."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from docreplay.compare.comparator import Comparator
from docreplay.compare.explain import placed
from docreplay.compare.pending_finding import PendingFinding
from docreplay.compare.rules.answer_unreadable import RULE as UNREADABLE
from docreplay.compare.rules.type_differs import RULE as TYPE_DIFFERS
from docreplay.compare.rules.value_differs import RULE as DIFFERS
from docreplay.compare.subject import ResponseSubject
from docreplay.model.body.document import Document
from docreplay.model.finding import Finding
from docreplay.model.http.decoding import Unreadable
from docreplay.model.json.value import JSON, Steps, kind
from docreplay.model.strictness import Matcher
from docreplay.model.time_limit import TimeIsUp, time_limit
from docreplay.model.words import a, name_of, shown

_VALUE_MATCHERS = ("regex", "one-of", "approx")
_MAX_STEPS = 5_000_000
"""Maximum number of comparisons of one body: each value with all path rules, and each element of an
array in any order with all others."""

_DIGITS_STEPS = 20
"""Number of steps that a comparison of digits takes as long as."""


class TooManySteps(Exception):
    """The comparison of a body takes more steps than are allowed."""


def check(subject: ResponseSubject) -> Iterator[Finding]:
    """Report values that a mode or a matcher does not accept."""
    body, document = subject.expectation.body, subject.document
    if body is None or document is None or not subject.strictness.compares_values:
        return
    if not subject.has_body or subject.error:
        return
    try:
        value = subject.value
    except Unreadable:
        return
    differing = _Values(document, subject).deviations(value, ())
    try:
        yield from placed(((item, 1) for item in differing), document, body)
    except TooManySteps:
        message = "cannot compare the values of the response body: too many comparisons"
        yield UNREADABLE.at(body.location, message)
    except TimeIsUp:
        message = "cannot compare the values of the response body: a regular expression takes too"
        yield UNREADABLE.at(body.location, f"{message} long")


class _Part(NamedTuple):
    """A part of a body, and where it is."""

    value: JSON
    path: Steps

    def at(self, step: str | int) -> "_Part":
        """Return the part at a name or an index."""
        return _Part(self.value[step], (*self.path, step))  # type: ignore[index]  # one of it


def _elements(array: _Part) -> Iterator[_Part]:
    """Yield the elements of an array, and where they are."""
    yield from (array.at(index) for index in range(len(array.value)))  # type: ignore[arg-type]


class _Values:
    """Comparison of a response with the documented body, value by value."""

    def __init__(self, document: Document, subject: ResponseSubject) -> None:
        self._document = document
        self._strictness = subject.strictness
        self._subject = subject
        self._steps = 0

    def _count(self, steps: int = 1) -> None:
        self._steps += steps
        if self._steps > _MAX_STEPS:
            raise TooManySteps

    def deviations(self, value: JSON, path: Steps) -> Iterator[PendingFinding]:
        """Return the deviations at a path and below it."""
        self._count(1 + len(self._strictness.paths))
        matcher = self._strictness.matcher_at(path)
        if matcher:
            yield from self._by_matcher(value, path, matcher)
            return
        yield from self._by_mode(value, path)
        if isinstance(value, dict):
            for name, item in value.items():
                yield from self.deviations(item, (*path, name))
        elif isinstance(value, list) and self._is_in_any_order(path):
            yield from self._by_elements(value, path)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                yield from self.deviations(item, (*path, index))

    def _is_in_any_order(self, path: Steps) -> bool:
        is_exact = self._strictness.mode_at(path) == "exact"
        return is_exact and self._strictness.order_at(path) == "any"

    def _by_elements(self, value: list[JSON], path: Steps) -> Iterator[PendingFinding]:
        """Return the documented elements that the response does not have at any index."""
        documented = self._document.value_at(path)
        if not isinstance(documented, list) or not self._document.shows(path):
            return
        for place in self._not_found(_Part(value, path), _Part(documented, path)):
            message = f"{name_of(place)} must be in the response, at any index"
            yield PendingFinding(rule=DIFFERS, path=place, message=message, actual="missing")

    def _not_found(self, part: "_Part", own: "_Part") -> Iterator[Steps]:
        """Yield the paths of the documented elements that an array does not have at any index."""
        left = list(_elements(part))
        for element in _elements(own):
            found = next((at for at, item in enumerate(left) if self._is_like(item, element)), None)
            if found is None:
                yield element.path
            else:
                del left[found]

    def _is_like(self, part: "_Part", own: "_Part") -> bool:
        """Return True if a part of the response has all that a documented one has.

        Values are the same as they are in the order of the page: decimals by their digits, and
        `1.0` is not `1`.
        """
        self._count()
        value, documented = part.value, own.value
        if isinstance(value, dict) and isinstance(documented, dict):
            return all(
                name in value and self._is_like(part.at(name), own.at(name)) for name in documented
            )
        if isinstance(value, list) and isinstance(documented, list):
            if len(value) != len(documented):
                return False
            if self._is_in_any_order(own.path):
                return next(self._not_found(part, own), None) is None
            return all(map(self._is_like, _elements(part), _elements(own)))
        if kind(value) != kind(documented) or value != documented:
            return False
        return not isinstance(value, float) or not self._digits(part.path, own.path)

    def _by_matcher(self, value: JSON, path: Steps, matcher: Matcher) -> Iterator[PendingFinding]:
        if matcher.kind in _VALUE_MATCHERS and not self._matches(value, path, matcher):
            words = _words(matcher)
            message = f"{name_of(path)} must be {words}"
            yield PendingFinding(
                rule=DIFFERS, path=path, message=message, expected=words, actual=shown(value)
            )

    def _matches(self, value: JSON, path: Steps, matcher: Matcher) -> bool:
        match matcher.kind:
            case "regex":
                return isinstance(value, str) and _is_match(matcher.text, value)
            case "one-of":
                return any(_equal(value, choice) for choice in matcher.choices)
            case _:
                documented = self._document.value_at(path)
                return _is_near(value, documented, matcher.tolerance)

    def _by_mode(self, value: JSON, path: Steps) -> Iterator[PendingFinding]:
        mode = self._strictness.mode_at(path)
        if mode == "shape" or not self._document.shows(path):
            return
        documented = self._document.value_at(path)
        if kind(value) != kind(documented):
            if _is_number(value) and _is_number(documented):
                actual, expected = a(kind(value)), a(kind(documented))
                message = f"{name_of(path)} must be written as {expected} (got {actual})"
                yield PendingFinding(
                    rule=TYPE_DIFFERS, path=path, message=message, actual=shown(value)
                )
        elif mode == "exact" and _differs(value, documented):
            message = f"{name_of(path)} {_difference(value)}"
            yield PendingFinding(rule=DIFFERS, path=path, message=message, actual=shown(value))
        elif mode == "exact" and isinstance(value, float) and (digits := self._digits(path, path)):
            message = f"{name_of(path)} {_difference(value)}"
            yield PendingFinding(rule=DIFFERS, path=path, message=message, actual=digits)

    def _digits(self, path: Steps, documented_at: Steps) -> str:
        """Return the digits of a number if they differ from the documented ones, or `""`.

        They may differ although the two are the same 64-bit number (RFC 8259 §6).
        """
        self._count(_DIGITS_STEPS)
        number: Any = self._subject.decimals
        for step in path:
            number = number[step]
        digits = str(number)
        try:
            documented = Decimal(self._document.shown(documented_at))
        except InvalidOperation:
            return ""
        return "" if documented == number else digits


def _is_match(pattern: str, value: str) -> bool:
    with time_limit():
        return re.fullmatch(pattern, value) is not None


def _differs(value: JSON, documented: JSON) -> bool:
    """Return True if two values of one type differ, apart from what they contain."""
    if isinstance(value, list) and isinstance(documented, list):
        return len(value) != len(documented)
    return not isinstance(value, dict) and value != documented


def _difference(value: JSON) -> str:
    if isinstance(value, list):
        return "must have the documented number of elements"
    return "must have the documented value"


def _words(matcher: Matcher) -> str:
    match matcher.kind:
        case "regex":
            return f"a string that matches {matcher.text}"
        case "one-of":
            return "one of " + ", ".join(shown(choice) for choice in matcher.choices)
        case _:
            return f"within {matcher.tolerance:g} of the documented number"


def _is_number(value: JSON) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _equal(value: JSON, choice: JSON) -> bool:
    """Return True for JSON equality: 1 and 1.0 are equal, true and 1 are not."""
    return value == choice and isinstance(value, bool) == isinstance(choice, bool)


def _is_near(value: JSON, documented: JSON, tolerance: float) -> bool:
    """Return True if the numbers are near; other values are judged by their types."""
    if isinstance(value, int | float) and isinstance(documented, int | float):
        return abs(value - documented) <= tolerance
    return True


COMPARATOR = Comparator(check)

"""The values of a JSON body, where somebody asks for more than its shape."""

import re
from collections.abc import Iterator

from docreplay.compare.comparator import Comparator
from docreplay.compare.decoding import Unreadable
from docreplay.compare.document import Document
from docreplay.compare.explain import placed
from docreplay.compare.pending_finding import Path, PendingFinding
from docreplay.compare.rules.type_differs import RULE as TYPE_DIFFERS
from docreplay.compare.rules.value_differs import RULE as DIFFERS
from docreplay.compare.subject import Subject
from docreplay.compare.words import a, name_of, shown
from docreplay.model.finding import Finding
from docreplay.model.json.value import JSON, kind
from docreplay.model.strictness import Matcher, Strictness

_VALUE_MATCHERS = ("regex", "one-of", "approx")


def check(subject: Subject) -> Iterator[Finding]:
    """The answer has the values that a mode or a matcher asks for."""
    body, document, strictness = subject.expectation.body, subject.document, subject.strictness
    if body is None or document is None or not _asks(strictness):
        return
    if not subject.is_body_comparable or subject.error or not subject.answer.body.strip():
        return
    try:
        value = subject.value
    except Unreadable:
        return
    differing = _Values(document, strictness).remarks(value, ())
    yield from placed(((item, 1) for item in differing), document, body)


def _asks(strictness: Strictness) -> bool:
    """Whether anything but the shape is asked for."""
    asked = (rule.mode or (rule.matcher and rule.matcher.kind) for rule in strictness.paths)
    return strictness.mode != "shape" or any(asked)


class _Values:
    """Walks through an answer beside the documented body."""

    def __init__(self, document: Document, strictness: Strictness) -> None:
        self._document = document
        self._strictness = strictness

    def remarks(self, value: JSON, path: Path) -> Iterator[PendingFinding]:
        """What is not as asked for at a path and below it."""
        matcher = self._strictness.matcher_at(path)
        if matcher:
            yield from self._by_matcher(value, path, matcher)
            return
        yield from self._by_mode(value, path)
        if isinstance(value, dict):
            for name, item in value.items():
                yield from self.remarks(item, (*path, name))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                yield from self.remarks(item, (*path, index))

    def _by_matcher(self, value: JSON, path: Path, matcher: Matcher) -> Iterator[PendingFinding]:
        if matcher.kind in _VALUE_MATCHERS and not self._matches(value, path, matcher):
            words = _words(matcher)
            message = f"{name_of(path)} is not {words}"
            yield PendingFinding(
                rule=DIFFERS, path=path, message=message, expected=words, actual=shown(value)
            )

    def _matches(self, value: JSON, path: Path, matcher: Matcher) -> bool:
        match matcher.kind:
            case "regex":
                return isinstance(value, str) and bool(re.fullmatch(matcher.text, value))
            case "one-of":
                return any(_equal(value, choice) for choice in matcher.choices)
            case _:
                documented = self._document.value_at(path)
                return _is_near(value, documented, matcher.tolerance)

    def _by_mode(self, value: JSON, path: Path) -> Iterator[PendingFinding]:
        mode = self._strictness.mode_at(path)
        if mode == "shape" or not self._document.shows(path):
            return
        documented = self._document.value_at(path)
        if kind(value) != kind(documented):
            if _is_number(value) and _is_number(documented):
                said, meant = a(kind(value)), a(kind(documented))
                message = f"{name_of(path)} is written as {said}, the page shows {meant}"
                yield PendingFinding(
                    rule=TYPE_DIFFERS, path=path, message=message, actual=shown(value)
                )
        elif mode == "exact" and _differs(value, documented):
            message = f"{name_of(path)} {_difference(value)}"
            yield PendingFinding(rule=DIFFERS, path=path, message=message, actual=shown(value))


def _differs(value: JSON, documented: JSON) -> bool:
    """Whether two values of one type differ themselves; what is inside of them comes later."""
    if isinstance(value, list) and isinstance(documented, list):
        return len(value) != len(documented)
    return not isinstance(value, dict) and value != documented


def _difference(value: JSON) -> str:
    if isinstance(value, list):
        return "has another number of elements than on the page"
    return "is not the value that the page shows"


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
    """JSON equality: 1 and 1.0 are one number, true and 1 are not one value."""
    return value == choice and isinstance(value, bool) == isinstance(choice, bool)


def _is_near(value: JSON, documented: JSON, tolerance: float) -> bool:
    """What is no number is the business of types."""
    if isinstance(value, int | float) and isinstance(documented, int | float):
        return abs(value - documented) <= tolerance
    return True


COMPARATOR = Comparator(check)

"""The status code; a different reason phrase is a note (RFC 9110 §15.1: clients ignore it)."""

from collections.abc import Iterator

from docreplay.compare.comparator import Comparator
from docreplay.compare.rules.reason_differs import RULE as REASON
from docreplay.compare.rules.status_differs import RULE as DIFFERS
from docreplay.compare.subject import ResponseSubject
from docreplay.model.finding import Finding
from docreplay.model.http.http import values_of
from docreplay.model.http.status import is_same_reason
from docreplay.model.location import Location
from docreplay.model.words import clip


def check(subject: ResponseSubject) -> Iterator[Finding]:
    """Report a status that is not the documented one."""
    expected, actual = subject.expectation.status, subject.answer.status
    place = subject.expectation.status_at
    if expected is None or place is None:
        return
    if expected == actual:
        yield from _reason(subject, place)
        return
    yield DIFFERS.at(
        place,
        f"expected status {expected}, got {actual}{_detail(subject)}",
        expected=str(expected),
        actual=f"{actual} {subject.answer.reason}".strip(),
    )


def _detail(subject: ResponseSubject) -> str:
    """Return what the response says about its status: its error, or where it redirects to."""
    status = subject.answer.status
    if status >= 400:
        return f" ({subject.error})" if subject.error else ""
    target = next(values_of("location", subject.answer.headers), "") if status >= 300 else ""
    return f" (redirected to {clip(target)})" if target else ""


def _reason(subject: ResponseSubject, place: Location) -> Iterator[Finding]:
    status, expected = subject.answer.status, subject.expectation.reason
    actual = " ".join(subject.answer.reason.split())
    if expected and actual and expected.isascii() and not is_same_reason(expected, actual):
        phrases = f"expected reason phrase `{clip(expected)}`, got `{clip(actual)}`"
        message = f"{phrases} (status {status})"
        yield REASON.at(place, message, expected=expected, actual=actual)


COMPARATOR = Comparator(check)

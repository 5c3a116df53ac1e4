"""The media type, by type and subtype; parameters such as charset are ignored."""

from collections.abc import Iterator

from docreplay.compare.comparator import Comparator
from docreplay.compare.rules.media_type_differs import RULE as DIFFERS
from docreplay.compare.subject import ResponseSubject
from docreplay.model.finding import Finding
from docreplay.model.http.http import Header


def check(subject: ResponseSubject) -> Iterator[Finding]:
    """Report a media type that is not the documented one; an empty response needs none."""
    header = _documented(subject)
    expected, actual = subject.expectation.media_type, subject.answer.media_type
    if header is None or not expected or expected == actual:
        return
    if not subject.is_comparable or (not actual and not subject.answer.body):
        return
    yield DIFFERS.at(
        header.place,
        f"expected media type {expected}, got {actual or 'none'}",
        expected=expected,
        actual=actual or "no Content-Type",
    )


def _documented(subject: ResponseSubject) -> Header | None:
    named = (h for h in subject.expectation.headers if h.name.lower() == "content-type")
    return next(named, None)


COMPARATOR = Comparator(check)

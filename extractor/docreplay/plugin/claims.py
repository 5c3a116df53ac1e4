"""What a generated test claims of an answer, put back together into expectations."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from docreplay.model.case import BodyAnnotation, Expectation
from docreplay.model.http import Header
from docreplay.model.json.value import JSON
from docreplay.model.location import Location, Passage
from docreplay.model.status import usual_reason

Line = int | str
"""A line of the test's page, or `path:line` where another page (an include) makes the claim."""


@dataclass(slots=True)
class Claims:
    """The claims about one answer, in order.

    They add up to one expectation, so that a test and its documented exchange are judged as one;
    a claim that is made twice, as only people do, begins another.
    """

    page: str
    made: list[Expectation] = field(default_factory=list)

    def status(self, code: int, line: Line, reason: str | None = None, compare: str = "") -> None:
        """The answer has this status, with the usual reason phrase unless another is given."""
        last = self._open(lambda last: last.status is None)
        reason = usual_reason(code) if reason is None else reason
        at = place(line, self.page)
        shape = replace(last.shape, compare=compare) if compare else last.shape
        self.made.append(replace(last, status=code, status_at=at, reason=reason, shape=shape))

    def header(self, name: str, value: str, line: Line) -> None:
        """The answer has this header."""
        last = self._open(lambda _: True)
        header = Header(name, value, place(line, self.page))
        self.made.append(replace(last, headers=(*last.headers, header)))

    def body(self, text: str, shape: BodyAnnotation | None, line: Line) -> None:
        """The answer's body is like this one; None for the shape of one that is no JSON."""
        last = self._open(_is_bodiless)
        at = place(line, self.page)
        shape = shape or last.shape
        self.made.append(replace(last, body=Passage(text, at.path, at.line), shape=shape))

    def no_body(self, line: Line) -> None:
        """The answer has no body."""
        last = self._open(_is_bodiless)
        status_at = last.status_at or place(line, self.page)
        self.made.append(replace(last, no_body=True, status_at=status_at))

    def _open(self, takes: Callable[[Expectation], bool]) -> Expectation:
        """The last expectation, taken off, where it can take the claim; else a new one."""
        return self.made.pop() if self.made and takes(self.made[-1]) else Expectation()


def place(line: Line, page: str) -> Location:
    """Where a line is; one of another file says which."""
    if isinstance(line, int):
        return Location(page, line)
    path, _, number = line.rpartition(":")
    return Location(path, int(number))


def compact(value: JSON) -> str:
    """The JSON text of a value on one line: quick to write, quick to read."""
    return json.dumps(value, ensure_ascii=False)


def laid_out(value: JSON) -> str:
    """The JSON text of a value as documentation shows it."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def _is_bodiless(expectation: Expectation) -> bool:
    return expectation.body is None and not expectation.no_body

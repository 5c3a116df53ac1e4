"""Build expectations from what a generated test claims about a response."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from docreplay.model.case import BodyAnnotation, Expectation
from docreplay.model.http.http import Header
from docreplay.model.http.status import usual_reason
from docreplay.model.json.value import JSON
from docreplay.model.location import Location, Passage

Line = int | str
"""A line of the page of the test, or `path:line` of a file that the page includes."""
LOOKED_UP: Line = 0
"""The line is that of the page when the claim is judged."""


@dataclass(slots=True)
class Claims:
    """Claims about one response, in order.

    They add up to one expectation, so that a test is judged like its documented exchange. A
    repeated claim, as in a handwritten test, begins a new expectation.
    """

    page: str
    made: list[Expectation] = field(default_factory=list)

    def status(self, code: int, line: Line, reason: str | None = None, compare: str = "") -> None:
        """Claim the status, with its usual reason phrase unless one is given."""
        last = self._open(lambda last: last.status is None)
        reason = usual_reason(code) if reason is None else reason
        at = place(line, self.page)
        shape = replace(last.shape, compare=compare) if compare else last.shape
        self.made.append(replace(last, status=code, status_at=at, reason=reason, shape=shape))

    def header(self, name: str, value: str, line: Line) -> None:
        """Claim a header."""
        last = self._open(lambda _: True)
        header = Header(name, value, place(line, self.page))
        self.made.append(replace(last, headers=(*last.headers, header)))

    def body(self, text: str, shape: BodyAnnotation | None, line: Line) -> None:
        """Claim a body like this one; `shape` is None for a body that is not JSON."""
        last = self._open(_is_bodiless)
        at = place(line, self.page)
        shape = shape or last.shape
        self.made.append(replace(last, body=Passage(text, at.path, at.line), shape=shape))

    def no_body(self, line: Line) -> None:
        """Claim that the response has no body."""
        last = self._open(_is_bodiless)
        status_at = last.status_at or place(line, self.page)
        self.made.append(replace(last, no_body=True, status_at=status_at))

    def _open(self, accepts: Callable[[Expectation], bool]) -> Expectation:
        """Remove and return the last expectation if it accepts the claim, else a new one."""
        return self.made.pop() if self.made and accepts(self.made[-1]) else Expectation()


def place(line: Line, page: str) -> Location:
    """Return the location of a line, which may be in another file."""
    if isinstance(line, int):
        return Location(page, line)
    path, _, number = line.rpartition(":")
    return Location(path, int(number))


def compact(value: JSON) -> str:
    """Return the JSON text of a value on one line."""
    return json.dumps(value, ensure_ascii=False)


def laid_out(value: JSON) -> str:
    """Return the JSON text of a value, indented as in documentation."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def _is_bodiless(expectation: Expectation) -> bool:
    return expectation.body is None and not expectation.no_body

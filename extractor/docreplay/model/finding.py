"""Findings: everything that can be wrong with a page, a translation, a service or a baseline."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from docreplay.model.location import Location, Range


class Severity(IntEnum):
    """Severity of a finding (SARIF's levels), in ascending order."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        """Return the level's name in lower case."""
        return self.name.lower()


Safety = Literal["safe", "unsafe", "manual"]

ChangeClass = Literal["", "breaking", "non-breaking", "unknown"]
"""What a change of an API means for its clients; empty for a finding that is not a change.

A change is breaking if a message exists that the old API did not allow, and unknown if what is
known of the old API does not decide it.
"""
CHANGE_CLASSES: tuple[ChangeClass, ...] = ("breaking", "unknown", "non-breaking")
"""The classes of changes, the worst first."""


def classes_from(least: ChangeClass) -> tuple[ChangeClass, ...]:
    """Return a class and those that are worse; none for `""`."""
    return CHANGE_CLASSES[: CHANGE_CLASSES.index(least) + 1] if least else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Replace the page's text from `start` up to `end` by `text`.

    Places are 1-based; `end` is the first place that stays, so an insertion has `start == end`.
    """

    start: Location
    end: Location
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A fix of a finding, and whether it can be applied without review."""

    title: str
    safety: Safety
    edits: tuple[Edit, ...]
    reveals: bool = False
    """Whether other findings can only be seen once it is applied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A place that explains a finding, such as the resource page that it contradicts."""

    location: Location
    message: str
    label: str = ""
    """Word before it in all reports; without one, only detailed reports have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleResponse:
    """A real response that the old API did not give, and the part of it that shows this."""

    status: int
    pointer: str | None
    """JSON Pointer (RFC 6901) of the value in the body; None for a line of the head.

    Of a member that is missing, it is that of the object that lacks it.
    """
    value: str
    """The value as JSON, or the line of the head, without secrets; a long one is cut with `…`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is wrong at a place; `code` and `name` are those of its `Rule`."""

    code: str
    name: str
    severity: Severity
    location: Location
    """Where the named text starts, or where missing text would be."""
    message: str
    """One sentence without a full stop."""
    end: Location | None = None
    """The first place behind the named text; None where it is only a place."""
    expected: str | None = None
    """The documented text, as it would be on the page."""
    actual: str | None = None
    pointer: str | None = None
    """JSON Pointer (RFC 6901) into the body, where the finding is about one value."""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    segment: str = ""
    """Id of the bilingual segment, on a page with segments."""
    cause: str = ""
    """Common cause of several findings, such as a name that was translated on many pages."""
    change_class: ChangeClass = ""
    """What the change that a `REG` finding is about means for clients."""
    fingerprint: str = ""
    """What identifies the change, to accept it; empty for a finding that is not a change."""
    counter_example: ExampleResponse | None = None
    """A response that shows a change that is or may be breaking, if one was received."""

    @property
    def sides(self) -> tuple[str, str]:
        """What reports call `expected` and `actual`; of a change, they are its two states."""
        return ("before", "after") if self.change_class else ("expected", "actual")

    @property
    def sort_key(self) -> tuple[Location, str, str]:
        """Orders findings by place, then code, then text."""
        return (self.location, self.code, self.message)

    def __str__(self) -> str:
        """Return `path:line:column: severity CODE message`, the line that every command prints."""
        return f"{self.location}: {self.severity} {self.code} {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule; the docstring of the module that defines it explains it."""

    code: str
    name: str
    """Kebab case, named for the bad thing; the module's file has the same name."""
    severity: Severity = Severity.ERROR
    is_policy: bool = False
    """Whether it is off unless `select` or `severity` names it."""

    def at(
        self,
        place: Location | Range,
        message: str,
        *,
        expected: str | None = None,
        actual: str | None = None,
        pointer: str | None = None,
        related: tuple[Related, ...] = (),
        fix: Fix | None = None,
        severity: Severity | None = None,
        change_class: ChangeClass = "",
    ) -> Finding:
        """Return a finding of this rule; `severity` is given where it is not the rule's own."""
        location, end = place if isinstance(place, Range) else (place, None)
        return Finding(
            code=self.code,
            name=self.name,
            severity=self.severity if severity is None else severity,
            location=location,
            end=end if end and end > location else None,
            message=message,
            expected=expected,
            actual=actual,
            pointer=pointer,
            related=related,
            fix=fix,
            change_class=change_class,
        )

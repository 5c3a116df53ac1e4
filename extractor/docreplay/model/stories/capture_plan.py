"""Where the values of a run come from: what a response gives to the requests after it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from docreplay.model.case import Case

CapturePlace = Literal["path", "url", "header", "body"]
"""An identifier in the target, the whole target, the value of a header, an identifier in a body."""


def is_placeholder(written: str) -> bool:
    """Return True if a part of a request shows that a value is missing there."""
    return written[:1] in "{<:$%"


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturedFrom:
    """A response that gives a value."""

    case: Case
    value: str
    """`$.value[0].id` in the body, or the name of a header with a colon: `Location:`."""

    def __str__(self) -> str:
        """Return the value, the request and the case, as plans and reasons name them."""
        return f"`{self.value}` of `{self.case.title}` ({self.case.id})"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCapture:
    """A place of a request that gets its value from the response to a different request."""

    place: CapturePlace
    start: int
    end: int
    """The range of characters in the target, the value of the header, or the body."""
    written: str
    """What the page has there: a placeholder, or the literal value of an example."""
    template: str
    """Which value it is: `/groups/{}/threads/{}`, `If-Match`, or the template of the URL."""
    sources: tuple[CapturedFrom, ...]
    """Where the value comes from; the later ones are asked if the earlier have none."""

    is_guessed: bool = False
    """Whether no page shows that the responses have the value."""

    @property
    def is_placeholder(self) -> bool:
        """Whether the page shows that a value is missing there."""
        return is_placeholder(self.written)

    @property
    def is_needed(self) -> bool:
        """Whether the request is not sent without the value; otherwise as its page shows it."""
        may_be_shown = self.place == "body" or self.is_guessed
        return not may_be_shown or self.is_placeholder


class ExampleId(NamedTuple):
    """An id or an entity tag that a page writes out, which no documented response gives."""

    written: str
    start: int = 0
    end: int = 0
    """The range of characters in the target."""
    header: str = ""
    """The header that has it instead: an entity tag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePlan:
    """The places of one case that are filled from responses."""

    case: Case
    captures: tuple[PlannedCapture, ...] = ()
    unfilled: tuple[str, ...] = ()
    """Placeholders and identifiers that no documented response gives."""
    examples: tuple[ExampleId, ...] = ()
    """Those that exist in the example only: without a value, the request is not sent."""


@dataclass(frozen=True, slots=True)
class CapturePlan:
    """The plan of a run, by the paths of pages and the names of their cases."""

    cases: Mapping[tuple[str, str], CasePlan] = field(default_factory=dict)

    def with_examples(self) -> "CapturePlan":
        """Return the plan of a run that sends ids of examples as they are."""
        found = {key: replace(item, examples=()) for key, item in self.cases.items()}
        return CapturePlan(found)

    def of(self, case: Case) -> CasePlan | None:
        """Return the plan of a case if its request is the one that was planned."""
        found = self.cases.get((case.page.path, case.name))
        return found if found and found.case.request.target == case.request.target else None

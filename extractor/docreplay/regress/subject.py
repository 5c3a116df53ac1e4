"""What is compared: both observations of a documented request, and the claims of its page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from docreplay.model.api.operation import Operation
from docreplay.model.body.shape import Counts
from docreplay.model.body.stated import Stated
from docreplay.model.recordings.snapshot import Observation, Responses
from docreplay.regress.place import BodyPlace

_RELATION = "link-relation"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentedResponses:
    """What the page of a request documents of its responses."""

    status: int | None = None
    statuses: frozenset[int] = frozenset()
    """The statuses of all responses that the page documents for the request."""
    media_type: str = ""
    headers: frozenset[str] = frozenset()
    """Names of documented response headers, in lower case."""
    has_body: bool | None = None
    bodies: Mapping[int, Stated] = field(default_factory=dict)
    """What the page says about the bodies, by status."""
    expanded: frozenset[str] = frozenset()
    """Members that the request expands (`$expand`)."""

    def allows_status(self, status: int) -> bool | None:
        """Return whether the page documents a status for the request."""
        return status in self.statuses if self.statuses else None


@dataclass(frozen=True, kw_only=True)
class RequestChange:
    """Both observations of one documented request."""

    operation: Operation
    name: str
    old: Responses
    new: Responses
    claims: DocumentedResponses = field(default_factory=DocumentedResponses)

    @cached_property
    def new_statuses(self) -> tuple[int, ...]:
        """The statuses that only the new responses have."""
        return tuple(status for status in self.new if status not in self.old)

    @cached_property
    def usual(self) -> int:
        """The old status that a new one replaces: a success if there was one, else the first."""
        wins = [status for status in self.old if status < 300]
        return min(wins or self.old, key=lambda status: (-self.old[status].answers, status))

    @property
    def answers(self) -> int:
        """Number of old answers."""
        return sum(found.answers for found in self.old.values())

    def pairs(self) -> Iterator["ResponsePair"]:
        """Yield the observations to compare: of one status, or of two successes."""
        for status in sorted(self.old.keys() & self.new.keys()):
            yield self._pair(status, status)
        old, new = (
            [status for status in side if status < 300 and status not in other]
            for side, other in ((self.old, self.new), (self.new, self.old))
        )
        if len(old) == len(new) == 1:
            yield self._pair(old[0], new[0])

    def _pair(self, old: int, new: int) -> "ResponsePair":
        return ResponsePair(
            status=new, old_status=old, old=self.old[old], new=self.new[new], claims=self.claims
        )


@dataclass(frozen=True, kw_only=True)
class ResponsePair:
    """The observations of one status."""

    status: int
    old_status: int
    old: Observation
    new: Observation
    claims: DocumentedResponses

    @cached_property
    def root(self) -> BodyPlace | None:
        """The whole bodies, if both are JSON."""
        if self.old.body is None or self.new.body is None:
            return None
        return BodyPlace(
            old=self.old.body,
            new=self.new.body,
            stated=self.claims.bodies.get(self.status, Stated()),
            status=self.status,
            expanded=self.claims.expanded,
            next_links=(0, 0) if "link" in self.lost("header") else self.next_links,
        )

    @cached_property
    def next_links(self) -> tuple[int, int]:
        """How many old and new responses have a Link to the next page; 0 if one is not known."""
        sides = (self.old, self.new)
        if any("link" in side.fact("header") and not side.fact(_RELATION) for side in sides):
            return 0, 0
        old, new = (side.fact(_RELATION).get("next", 0) for side in sides)
        return old, new

    def lost(self, fact: str) -> list[str]:
        """Return the values of a fact that every old response has, and no new one."""
        old, new = self.old.fact(fact), self.new.fact(fact)
        return [
            name for name, count in old.items() if count == self.old.answers and not new.get(name)
        ]

    def gained(self, fact: str) -> list[str]:
        """Return the values of a fact that no old response has, and every new one."""
        old, new = self.old.fact(fact), self.new.fact(fact)
        return [
            name for name, count in new.items() if count == self.new.answers and not old.get(name)
        ]

    def differs(self, fact: str) -> tuple[Counts, Counts] | None:
        """Return the values of a fact if both observations have some, and none in common."""
        old, new = self.old.fact(fact), self.new.fact(fact)
        return (old, new) if old and new and not old.keys() & new.keys() else None

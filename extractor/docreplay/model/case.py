"""An exchange made executable, and what the service then did."""

from dataclasses import dataclass
from typing import Literal

from docreplay.model.exchange import PairedBy
from docreplay.model.http import Header, Request, declared_type
from docreplay.model.location import Location, Passage
from docreplay.model.page import PageId


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyAnnotation:
    """What annotations say about a body, beyond its example.

    The fields are the dialect's keys; an empty `type` means that the page names none.
    """

    type: str = ""
    is_collection: bool = False
    collection_property: str = "value"
    is_empty: bool = False
    truncated: bool = False
    expect_error: bool = False
    optional: tuple[str, ...] = ()
    nullable: tuple[str, ...] = ()
    compare: str = ""
    """JSON of how strictly the page wants the answer compared; `Strictness` has the keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What a documented response claims; every claim carries the place that makes it.

    A claim that is None (or an empty tuple) is not made and not checked. So a generated test can
    make one claim at a time and still run the same comparators as a whole case.
    """

    status: int | None = None
    status_at: Location | None = None
    reason: str = ""
    """The documented reason phrase; a page that shows none makes no claim."""
    headers: tuple[Header, ...] = ()
    body: Passage | None = None
    """The documented body; None where the page shows none."""
    no_body: bool = False
    """Whether the absence of a body is itself a claim."""
    shape: BodyAnnotation = BodyAnnotation()

    @property
    def media_type(self) -> str:
        """The documented media type without parameters, or `""`."""
        return declared_type(self.headers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A request to send and what must come back."""

    id: str
    page: PageId
    also_on: tuple[Location, ...]
    """Where translations document the very same exchange."""
    name: str
    """A Python identifier, unique on its page: `update_photo`."""
    title: str
    """`PATCH /beta/users/{id|userPrincipalName}/photo`."""
    request: Request
    expectation: Expectation
    paired_by: PairedBy
    prefer: str = ""
    """How the embedded service is asked for an alternative: `code=404`, `example=NAME`, or `""`."""

    @property
    def location(self) -> Location:
        """Where the request line stands."""
        return self.request.location


@dataclass(frozen=True, slots=True, kw_only=True)
class SentRequest:
    """A request as it left: the whole URL, nothing redacted; reports must redact."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: the body is as it arrived, after content codings were undone."""

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def media_type(self) -> str:
        """The media type without parameters, or `""`."""
        return declared_type(self.headers)


SkipKind = Literal["placeholder", "unsafe-method", "host", "no-response"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Why a request was not sent."""

    kind: SkipKind
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreachable:
    """The service gave no answer at all, or none that can be read: not a mismatch."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What happened to a case's request."""

    result: Answer | Skipped | Unreachable
    sent: SentRequest | None
    """None where nothing was sent."""
    elapsed: float = 0.0
    """Seconds from sending to the whole answer."""

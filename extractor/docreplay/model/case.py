"""A test case made of an exchange, and the outcome of its request."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal, NamedTuple

from docreplay.model.exchange import PairedBy
from docreplay.model.http.http import Header, Request, declared_type
from docreplay.model.location import Location, Passage
from docreplay.model.page import PageId


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyAnnotation:
    """What annotations declare about a body, beyond its example.

    The fields are the dialect's keys; an empty `type` means that none is declared.
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
    """JSON of the strictness that the page configures; the keys are those of `Strictness`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """The claims of a documented response, each with its place on the page.

    A claim that is None (or an empty tuple) is not made and not checked. So a generated test can
    make one claim at a time and still run the same comparators as a whole case.
    """

    status: int | None = None
    status_at: Location | None = None
    reason: str = ""
    """The documented reason phrase, or `""`, which claims nothing."""
    headers: tuple[Header, ...] = ()
    body: Passage | None = None
    """The documented body, or None."""
    no_body: bool = False
    """True if the response must not have a body."""
    shape: BodyAnnotation = BodyAnnotation()

    @property
    def media_type(self) -> str:
        """The documented media type without parameters, or `""`."""
        return declared_type(self.headers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A request, and the response that is expected."""

    id: str
    page: PageId
    also_on: tuple[Location, ...]
    """Places at which translations document the same exchange."""
    name: str
    """A Python identifier, unique on its page: `update_photo`."""
    title: str
    """`PATCH /beta/users/{id|userPrincipalName}/photo`."""
    request: Request
    expectation: Expectation
    paired_by: PairedBy
    samples: tuple[str, ...] = ()
    """Values in the request that its annotation lists as `sampleKeys`."""
    prefer: str = ""
    """Preference sent to the embedded service: `code=404`, `example=NAME`, or `""`."""
    scopes: tuple[str, ...] = ()
    """Scopes that the annotation of the request requires."""
    tags: tuple[str, ...] = ()
    """Tags of the annotation of the request."""
    requires: tuple[str, ...] = ()
    """Cases whose requests are sent before, as the annotation names them."""
    captures: tuple[tuple[str, str], ...] = ()
    """Names of values that the response gives to later requests, each with where it is."""

    @property
    def location(self) -> Location:
        """Place of the request line."""
        return self.request.location


@dataclass(frozen=True, slots=True, kw_only=True)
class SentRequest:
    """A request as it was sent: the whole URL, nothing redacted; reports must redact.

    `repr` shows nothing of it but the method: a traceback may print it.
    """

    method: str
    url: str = field(repr=False)
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    body: bytes | None = field(repr=False)
    dropped: tuple[str, ...] = ()
    """Names of documented headers that were not sent: they belong to connections and proxies."""
    account: str = ""
    """Name of the account whose credentials are filled in when it is sent, or `""`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A response of the service; content codings of the body are decoded."""

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def media_type(self) -> str:
        """The media type without parameters, or `""`."""
        return declared_type(self.headers)


SkipKind = Literal[
    "placeholder",
    "capture",
    "unsafe-method",
    "host",
    "stopped",
    "account",
    "file",
    "excluded",
    "setup",
    "hook",
]
"""`setup`: what the case requires failed. `hook`: a hook of the project skipped it.
`excluded`: the configuration keeps it from the service.
`file`: a file of the body does not exist, or must not be sent. `stopped`: a limit of the run was
reached, or the service does not respond any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Why a request was not sent."""

    kind: SkipKind
    reason: str


FailureKind = Literal["unreachable", "timed-out", "died", "unreadable", "refused"]
"""`unreachable`: no connection. `timed-out`: not complete in time. `died`: the connection was
closed before the end of the response. `unreadable`: a response that is not valid, or too large.
`refused`: not sent, because the account of the case could not get its credentials."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreachable:
    """No response, or one that cannot be read: not a mismatch."""

    reason: str
    kind: FailureKind = field(default="unreachable", compare=False)
    answered: bool = field(default=False, compare=False)
    """True if a response arrived that cannot be read."""
    transient: bool = field(default=False, compare=False)
    """True if the connection failed before a response, so that sending it again may help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unrecorded:
    """Not sent, because only recordings may answer, and none belongs to the request."""

    reason: str
    """What was sought, and how the nearest recording differs; without secrets."""
    recorded: str = ""
    """What the nearest recording has where it differs, or `""`."""
    sent: str = ""
    """What the request has there, or `""`."""
    unreadable: str = ""
    """The file of recordings that cannot be read, or `""`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """An error of docreplay itself, or of an extension: nothing can be said of the service."""

    reason: str
    kind: Literal["", "hook-failed"] = ""
    """`hook-failed`: an error in a hook of the project."""


OperationEnd = Literal["succeeded", "failed", "unfinished", "broken", "not-followed"]
"""`unfinished`: a limit was reached before the end. `broken`: the monitor does not say how the
operation ends. `not-followed`: the monitor must not be asked, or the run had stopped."""


_SENTENCES: Mapping[OperationEnd, str] = {
    "failed": "accepted operation failed",
    "unfinished": "accepted operation did not end",
    "broken": "end of the accepted operation is not known",
    "not-followed": "accepted operation is not followed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedOperation:
    """What came of an operation that a service accepted with 202 (RFC 9110 §15.3.3)."""

    end: OperationEnd
    reason: str = ""
    """What the operation said of its failure, or why its end is not known; `""` after success."""
    result: Answer | None = None
    """The response that represents what the operation made, or None."""
    url: str = field(default="", repr=False)
    """The URL of what it made, or `""`."""
    id: str = ""
    """The identifier of what it made, as the monitor gives it, or `""`."""
    recordings: tuple[str, ...] = ()
    """Ids of the recordings that answered instead of the monitor, or that were made."""

    @property
    def is_failure(self) -> bool:
        """True if the operation failed, or must have ended and did not."""
        return self.end in ("failed", "unfinished", "broken")

    @property
    def sentence(self) -> str:
        """What is wrong with the operation, or `""`."""
        text = _SENTENCES.get(self.end, "")
        return f"the {text}: {self.reason}" if text else ""


class FurtherPage(NamedTuple):
    """A page of a list after the first one, which has the number 1."""

    number: int
    sent: SentRequest
    answer: Answer


PagesEnd = Literal["last", "repeated", "refused", "unanswered", "limited"]
"""`last`: a page without a next link. `repeated`: a link that was followed before. `refused`: a
link that must not be followed. `unanswered`: a page without a response. `limited`: a limit was
reached before the last page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedPages:
    """The further pages of a list, and where they end."""

    pages: tuple[FurtherPage, ...] = ()
    end: PagesEnd = "last"
    reason: str = ""
    """What is wrong with the link, or why no page was asked for; `""` at the last page."""
    recordings: tuple[str, ...] = ()
    """Ids of the recordings that answered, or that were made."""

    @property
    def number(self) -> int:
        """The number of the last page with a response."""
        return self.pages[-1].number if self.pages else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Outcome of a case's request."""

    result: Answer | Skipped | Unreachable | Unrecorded | Broken
    sent: SentRequest | None
    """None if nothing was sent."""
    elapsed: float = 0.0
    """Seconds from sending to the end of the response."""
    captured: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Values of placeholders that the run captured before, and that the request was sent with."""
    request: Request | None = None
    """The documented request with captured values in place of its literal ones, or None."""
    note: str = ""
    """Why the request was sent more than once, or `""`."""
    objection: str = ""
    """Why a hook of the project fails the case, whatever the comparison says; or `""`."""
    recording: str = ""
    """Id of the recording that is the response, or that a response was recorded as; `""` if none
    is."""
    is_recorded: bool = False
    """Whether the response is that of the recording, without its secrets."""
    recorded: Answer | None = None
    """The recording that the response is compared with, or None."""
    redacted: Answer | None = None
    """The response as it would be recorded, if it is compared with a recording."""
    operation: FollowedOperation | None = None
    """What came of the accepted operation, if it was followed."""
    pages: FollowedPages | None = None
    """Further pages of the list that the response is, if they were followed."""

    @property
    def recordings(self) -> tuple[str, ...]:
        """Ids of all recordings that answered, or that were made."""
        own = (self.recording,) if self.recording else ()
        followed = (item.recordings for item in (self.operation, self.pages) if item)
        return tuple(dict.fromkeys((*own, *chain.from_iterable(followed))))

"""Recorded responses of a service: the values. What they contain is redacted already."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Literal

from docreplay.model.case import Answer
from docreplay.model.http.http import declared_type

RecordMode = Literal["off", "none", "once", "new-episodes", "all", "rewrite", "verify"]
"""`off` sends requests as without recordings; the others are those of pytest-recording, and
`verify`, which compares what the service responds now with the recording."""

ORIGIN = "https://service.invalid"
"""Stands for the base URL: a recording does not name the service it was made with (RFC 6761)."""
REDACTED = "***"
"""Stands for a secret; in a recorded request it matches any text."""
DOCUMENTED = ""
"""Day of a recording that was made of a page, rather than of a response of the service."""
LARGEST = 1_000_000
"""Number of bytes above which only size and digest of a binary body are stored."""
_NOT_REPLAYED = frozenset({"content-encoding", "content-length", "transfer-encoding"})
"""Headers about the bytes on the wire, which a decoded body does not have (RFC 9110 §8.4, §8.6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedBody:
    """A body without content codings, of which `data` is None if it is not stored."""

    data: bytes | None = field(repr=False)
    size: int
    digest: str
    """SHA-256, in hexadecimal digits."""

    @property
    def replayed(self) -> bytes:
        """The body; zeros if it is not stored."""
        return bytes(self.size) if self.data is None else self.data


def recorded_body(data: bytes) -> RecordedBody:
    """Return the body of a message; of a large one that is not text, without its data."""
    kept = data if len(data) <= LARGEST or is_text(data) else None
    return RecordedBody(data=kept, size=len(data), digest=sha256(data).hexdigest())


def is_text(data: bytes) -> bool:
    """Return True for text in UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedRequest:
    """A redacted request, as it is stored and as a new one is compared with it."""

    method: str
    target: str
    """Path and query below the base URL: the host is a matter of configuration. Of a request that
    is not below it, the whole URL."""
    headers: tuple[tuple[str, str], ...] = ()
    body: RecordedBody | None = None
    documented: tuple[str, ...] = ()
    """Names of the headers that the page documents for the request, in lower case."""

    @property
    def is_elsewhere(self) -> bool:
        """True if the request is not below the base URL."""
        return not self.target.startswith("/")

    @property
    def title(self) -> str:
        """Method and target."""
        return f"{self.method} {self.target}"

    @property
    def media_type(self) -> str:
        """The media type without parameters, or `""`."""
        return declared_type(self.headers)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedResponse:
    """A redacted response."""

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: RecordedBody

    @property
    def media_type(self) -> str:
        """The media type without parameters, or `""`."""
        return declared_type(self.headers)

    @property
    def answer(self) -> Answer:
        """The response as it is judged: decoded, so without the headers about its encoding."""
        headers = tuple(item for item in self.headers if item[0].lower() not in _NOT_REPLAYED)
        return Answer(
            status=self.status, reason=self.reason, headers=headers, body=self.body.replayed
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A request of a case and its response."""

    case: str
    """Name of the case, unique on its page."""
    order: int
    """0 for the first request of the case."""
    recorded: str
    """Day of the recording (RFC 3339), or `DOCUMENTED`."""
    request: RecordedRequest
    response: RecordedResponse

    @property
    def id(self) -> str:
        """`get_photo`, or `get_photo[1]` for the second request of a case."""
        return f"{self.case}[{self.order}]" if self.order else self.case

    @property
    def key(self) -> tuple[str, int]:
        """The place in a cassette."""
        return self.case, self.order


@dataclass(frozen=True, slots=True, kw_only=True)
class Cassette:
    """The recordings of one page."""

    page: str
    """Path of the page, relative to the project."""
    revision: str = ""
    """Digest of the page's text when its responses were last recorded."""
    base_path: str = ""
    """Path of the base URL when responses were last recorded, without a slash at its end."""
    recordings: tuple[Recording, ...] = ()
    """Ordered by case, then by order."""

    def with_recording(
        self, added: Recording, *, revision: str = "", base_path: str = ""
    ) -> "Cassette":
        """Return the cassette with the recording, which replaces the one at its place.

        `revision` is that of the page for which it was made.
        """
        others = (item for item in self.recordings if item.key != added.key)
        return replace(self._with((*others, added)), revision=revision, base_path=base_path)

    def only(self, keys: Iterable[tuple[str, int]]) -> "Cassette":
        """Return the cassette with the recordings at some places only."""
        kept = frozenset(keys)
        return self._with(item for item in self.recordings if item.key in kept)

    def _with(self, recordings: Iterable[Recording]) -> "Cassette":
        return replace(self, recordings=tuple(sorted(recordings, key=lambda item: item.key)))

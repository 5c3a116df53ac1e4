"""A transport that answers from recordings, and records what a service responds, as a mode says."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

from docreplay.model.case import Answer, SentRequest, Skipped, Unreachable, Unrecorded
from docreplay.model.http.volatile_headers import is_volatile
from docreplay.model.recordings.cassette import (
    Cassette,
    RecordedRequest,
    RecordedResponse,
    Recording,
    RecordMode,
)
from docreplay.replay.recordings.cassette_text import read_cassette, write_cassette
from docreplay.replay.recordings.matching import is_match, keep_masks, nearest
from docreplay.replay.recordings.misses import unrecorded
from docreplay.replay.secrets.masks import Masks, numbers_of
from docreplay.replay.secrets.redaction import Redactor
from docreplay.replay.sending import Transport
from docreplay.sources.cassettes import CassetteFiles

_PLAYING = frozenset({"none", "once", "new-episodes"})
"""Modes in which a recording answers."""
_BUSY = frozenset({429, 503})
"""Statuses that are not recorded: a cassette would fail for ever (RFC 6585 §4)."""


class CaseKey(NamedTuple):
    """A case, as cassettes name it."""

    page: str
    case: str


class CassetteShelf:
    """The cassettes of a run.

    `revision` returns the digest of a page's text, `cases` the names of a page's cases, and `day`
    is the day to store in new recordings. `existing` has the pages that had a cassette when the run
    began, if other processes of the run may have written some since.
    """

    def __init__(
        self,
        mode: RecordMode,
        files: CassetteFiles,
        *,
        day: str,
        revision: Callable[[str], str],
        cases: Callable[[str], Iterable[str]],
        existing: Iterable[str] | None = None,
    ) -> None:
        self.mode = mode
        self._files = files
        self._day = day
        self._revision = revision
        self._cases = cases
        self._existing = None if existing is None else frozenset(existing)
        self._cassettes: dict[str, Cassette | None] = {}
        self._is_new: dict[str, bool] = {}
        self._used: Counter[tuple[CaseKey, tuple[str, int]]] = Counter()
        self._sent: Counter[CaseKey] = Counter()
        self._masks: dict[CaseKey, Masks] = {}

    def begin(self, place: CaseKey) -> None:
        """Start a case: its first request is the first one again, if it was run before."""
        self._sent[place] = 0
        self._masks.pop(place, None)
        for key in [key for key in self._used if key[0] == place]:
            del self._used[key]

    def file_of(self, page: str) -> str:
        """Return the path of the file of a page, relative to the project."""
        return self._files.name_of(page)

    def plays(self, page: str) -> bool:
        """Return True if a recording of the page answers a request that belongs to it."""
        if self.mode == "once":
            self.recordings(page)
            return not self._is_new[page]
        return self.mode in _PLAYING

    def records(self, page: str) -> bool:
        """Return True if responses of the service to requests of the page are recorded."""
        if self.mode == "once":
            return not self.plays(page)
        return self.mode in ("new-episodes", "all", "rewrite")

    def recordings(self, page: str) -> tuple[Recording, ...]:
        """Return the recordings of a page. Raises `ConfigError` for an invalid file."""
        if page not in self._cassettes:
            text = self._files.read(page)
            known = self._existing
            self._is_new[page] = text is None if known is None else page not in known
            self._cassettes[page] = _read(text, self.file_of(page))
        cassette = self._cassettes[page]
        return cassette.recordings if cassette else ()

    def masks(self, place: CaseKey) -> Masks:
        """Return the masks of a case; their numbers follow those of recordings that answer."""
        if place not in self._masks:
            is_compared = self.mode == "verify" or self.plays(place.page)
            own = self._candidates(place) if is_compared else []
            taken = (numbers_of(item.request, item.response) for item in own)
            self._masks[place] = Masks(max((max(found, default=0) for found in taken), default=0))
        return self._masks[place]

    def base_path(self, page: str) -> str:
        """Return the path of the base URL that the page was recorded with."""
        self.recordings(page)
        cassette = self._cassettes[page]
        return cassette.base_path if cassette else ""

    def take(self, place: CaseKey, request: RecordedRequest) -> Recording | None:
        """Return the next recording of a request, and count it as used; None without one.

        Recordings of cases that the page no longer has belong to those that have a new name.
        """
        masks = self.masks(place)
        matching = [item for item in self._candidates(place) if is_match(item, request, masks)]
        found = next((item for item in matching if not self._used[place, item.key]), None)
        if found:
            keep_masks(found, request, masks)
            self._used[place, found.key] += 1
        return found

    def _candidates(self, place: CaseKey) -> list[Recording]:
        recordings = self.recordings(place.page)
        own = [item for item in recordings if item.case == place.case]
        if len(own) == len(recordings):
            return own
        known = frozenset(self._cases(place.page)) | {place.case}
        return own + [item for item in recordings if item.case not in known]

    def missing(self, place: CaseKey, request: RecordedRequest) -> Unrecorded:
        """Return why no recording answers a request, with the one that is most like it."""
        recordings = self.recordings(place.page)
        own = [item for item in recordings if item.case == place.case]
        masks = self.masks(place)
        taken = sum(is_match(item, request, masks) for item in own)
        better = nearest(recordings, request, masks)
        found = None if taken else nearest(own, request, masks) or better
        if found and better and len(better.differences) < len(found.differences):
            found = better
        return unrecorded(request, found, taken, self.file_of(place.page))

    def record(
        self,
        place: CaseKey,
        request: RecordedRequest,
        response: RecordedResponse,
        *,
        base_path: str = "",
    ) -> str:
        """Store a response in the file of the page; return the id of the recording.

        A recording that differs in nothing but what always differs stays as it is.
        """
        order = self._next(place)
        new = Recording(
            case=place.case, order=order, recorded=self._day, request=request, response=response
        )
        name = self.file_of(place.page)

        def change(text: str | None) -> str | None:
            cassette = _read(text, name) or Cassette(page=place.page)
            old = next((item for item in cassette.recordings if item.key == new.key), None)
            if old is None or not _is_same(old, new):
                revision = self._revision(place.page)
                cassette = cassette.with_recording(new, revision=revision, base_path=base_path)
            self._cassettes[place.page] = cassette
            return write_cassette(cassette)

        self.recordings(place.page)
        self._files.change(place.page, change)
        self._used[place, new.key] += 1
        return new.id

    def _next(self, place: CaseKey) -> int:
        """Return the order of a new recording of a case."""
        number = self._sent[place]
        self._sent[place] += 1
        if self.mode != "new-episodes":
            return number
        taken = [item.order for item in self.recordings(place.page) if item.case == place.case]
        return max(taken, default=-1) + 1


class CassetteTransport:
    """Answers one request of a case from the shelf, or by way of another transport.

    `redactor` takes secrets out of everything before it is compared or kept, and `documented`
    names the headers that the page shows. `is_documented` returns True for a status that the page
    documents for the request.
    """

    def __init__(
        self,
        shelf: CassetteShelf,
        place: CaseKey,
        live: Transport,
        redactor: Redactor,
        *,
        base_url: str,
        documented: Iterable[str] = (),
        is_documented: Callable[[int], bool] = lambda _: False,
    ) -> None:
        self._shelf = shelf
        self._place = place
        self._live = live
        self._redactor = redactor
        self._base_url = base_url
        self._documented = tuple(documented)
        self._is_documented = is_documented
        self.recording = ""
        """Id of the recording that answered, or that was made or compared."""
        self.is_recorded = False
        """Whether the response is that of a recording."""
        self.recorded: Answer | None = None
        """The recording to compare the response with, in the mode `verify`."""
        self.redacted: Answer | None = None
        """The response as it would be recorded, in the mode `verify`."""

    def send(self, request: SentRequest) -> Answer | Unreachable | Skipped | Unrecorded:
        """Return the response: that of a recording, or of the service."""
        redactor = self._redactor.numbered(self._shelf.masks(self._place))
        redacted = redactor.request(request, self._base_url, self._documented)
        shelf, page = self._shelf, self._place.page
        is_verified = shelf.mode == "verify"
        found = None
        if is_verified or shelf.plays(page):
            found = shelf.take(self._place, redacted)
            if found is None and not shelf.records(page):
                return shelf.missing(self._place, redacted)
        if found and not is_verified:
            self.recording, self.is_recorded = found.id, True
            return found.response.answer
        return self._of_service(request, redacted, found, redactor)

    def _of_service(
        self,
        request: SentRequest,
        redacted: RecordedRequest,
        found: Recording | None,
        redactor: Redactor,
    ) -> Answer | Unreachable | Skipped | Unrecorded:
        """Send the request; record the response, or compare it with the recording."""
        result = self._live.send(request)
        if not isinstance(result, Answer):
            return result
        response = redactor.response(result)
        if found:
            self.recording = found.id
            self.recorded, self.redacted = found.response.answer, response.answer
        elif result.status not in _BUSY or self._is_documented(result.status):
            path = self._redactor.text(urlsplit(self._base_url).path.rstrip("/"))
            self.recording = self._shelf.record(self._place, redacted, response, base_path=path)
        return result


def _read(text: str | None, name: str) -> Cassette | None:
    return None if text is None else read_cassette(text, name)


def _is_same(old: Recording, new: Recording) -> bool:
    """Return True if a recording would change nothing but times, ids and the day."""
    one, other = old.response, new.response
    return (
        old.request.documented == new.request.documented
        and is_match(old, new.request)
        and (one.status, one.reason, one.body) == (other.status, other.reason, other.body)
        and _lasting(one.headers) == _lasting(other.headers)
    )


def _lasting(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted((name.lower(), value) for name, value in headers if not is_volatile(name))

"""Answer requests of any client from recordings: without cases, so in an order of its own."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from threading import Lock
from typing import NamedTuple

from docreplay.model.case import SentRequest
from docreplay.model.http.http import values_of
from docreplay.model.http.media_ranges import media_ranges, quality
from docreplay.model.recordings.cassette import (
    ORIGIN,
    REDACTED,
    Cassette,
    RecordedRequest,
    Recording,
)
from docreplay.replay.recordings.matching import is_match, nearest
from docreplay.replay.recordings.misses import unrecorded
from docreplay.replay.secrets.redaction import Redactor

_COMPARED = 200
"""Number of recordings that are compared to find the nearest one."""
_OF_CLIENTS = frozenset(
    {"accept-encoding", "connection", "content-length", "cookie", "host", "origin", "referer"}
    | {"user-agent"}
)
"""Headers that each client sends in its own way, and no recording has."""


class Played(NamedTuple):
    """What recordings have for a request: the one that answers, or why there is none."""

    page: str = ""
    recording: Recording | None = None
    missed: str = ""
    """The nearest recording, and where the request differs from it."""


class _Kept(NamedTuple):
    """A recording with the page that it is of; its target is a path from the root."""

    page: str
    recording: Recording

    @property
    def rank(self) -> tuple[bool, bool, str, str]:
        """Successful responses come first, then targets without a part that matches anything."""
        request, response = self.recording.request, self.recording.response
        return response.status >= 400, REDACTED in request.target, self.page, self.recording.case


class Playback:
    """Recordings that answer the requests of clients.

    The recordings of one request in a case are a sequence: each answers once, then the last one
    from then on. Where the requests of several cases are the same, one of the cases answers. What
    counts is whether a client accepts the response, not which Accept header was recorded.
    """

    def __init__(self, cassettes: Iterable[Cassette]) -> None:
        self._by_length: defaultdict[tuple[str, int], list[_Kept]] = defaultdict(list)
        self._played: set[tuple[str, tuple[str, int]]] = set()
        self._lock = Lock()
        self._all = [kept for cassette in cassettes for kept in _kept(cassette)]
        for kept in sorted(self._all, key=lambda kept: (*kept.rank, kept.recording.order)):
            self._by_length[_length(kept.recording.request)].append(kept)

    def answer(self, request: SentRequest) -> Played:
        """Return the recording that answers a request, whose URL begins with `ORIGIN`.

        A HEAD that was not recorded is answered like GET (RFC 9110 §9.3.2).
        """
        asked = _asked(request)
        methods = ("HEAD", "GET") if asked.method == "HEAD" else (asked.method,)
        for form in (replace(asked, method=method) for method in methods):
            alike = self._by_length[_length(form)]
            if matching := [kept for kept in alike if _answers(kept.recording, form)]:
                return self._next(matching, form)
        return Played(missed=self._missed(asked))

    def _next(self, matching: Sequence[_Kept], form: RecordedRequest) -> Played:
        """Return the next recording of the case whose response the client likes best."""
        same = [kept for kept in matching if _is_literally(kept.recording.request, form)]
        cases = [list(own) for _, own in groupby(same or matching, lambda kept: kept.rank)]
        own = max(cases, key=lambda items: _quality(items[0].recording, form))
        with self._lock:
            new = (kept for kept in own if (kept.page, kept.recording.key) not in self._played)
            found = next(new, own[-1])
            self._played.add((found.page, found.recording.key))
        return Played(page=found.page, recording=found.recording)

    def _missed(self, form: RecordedRequest) -> str:
        """Return the nearest recording in words: one of a path of the same length, if any is."""
        kept = (self._by_length[_length(form)] or self._all)[:_COMPARED]
        found = nearest((item.recording for item in kept), form)
        if found is None:
            return "nothing is recorded"
        page = next(item.page for item in kept if item.recording is found.recording)
        others = tuple(item for item in found.differences if item.what != "header `accept`")
        named = found._replace(differences=others or found.differences)
        return unrecorded(form, named, 0, page).reason


def _kept(cassette: Cassette) -> Iterator[_Kept]:
    """Yield each recording at the paths at which clients ask for it: with the base, and without."""
    for recording in cassette.recordings:
        target = recording.request.target
        if recording.request.is_elsewhere:
            target = f"/{target.partition('://')[2].partition('/')[2]}"
        for path in dict.fromkeys((cassette.base_path + target, target)):
            request = replace(recording.request, target=path)
            yield _Kept(cassette.page, replace(recording, request=request))


def _asked(request: SentRequest) -> RecordedRequest:
    """Return the request as recordings have it: redacted, without what differs by client."""
    headers = tuple(item for item in request.headers if item[0].lower() not in _OF_CLIENTS)
    return Redactor().request(replace(request, headers=headers), ORIGIN)


def _length(request: RecordedRequest) -> tuple[str, int]:
    return request.method, request.target.partition("?")[0].count("/")


def _answers(recording: Recording, form: RecordedRequest) -> bool:
    """Return True if a recording belongs to the request, and the client accepts its response."""
    if _quality(recording, form) <= 0:
        return False
    others = [item for item in form.headers if item[0].lower() != "accept"]
    accept = [("Accept", value) for value in values_of("accept", recording.request.headers)]
    return is_match(recording, replace(form, headers=(*others, *accept)))


def _is_literally(recorded: RecordedRequest, form: RecordedRequest) -> bool:
    """Return True if a request has the very masks of the recording: values that it gave."""
    return (recorded.target, recorded.body) == (form.target, form.body)


def _quality(recording: Recording, form: RecordedRequest) -> float:
    accept = ", ".join(values_of("accept", form.headers))
    return quality(recording.response.media_type, media_ranges(accept))

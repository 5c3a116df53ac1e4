"""The recordings that `docreplay export` writes: those of cassettes, and of pages if asked."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from docreplay.config.settings import Config
from docreplay.flows.pages.select import Scope
from docreplay.model.case import Answer, Case, SentRequest
from docreplay.model.recordings.cassette import ORIGIN, Cassette, Recording
from docreplay.model.recordings.documented_recording import documented_recording
from docreplay.replay.recordings.cassette_text import read_cassette
from docreplay.replay.secrets.masks import Masks
from docreplay.replay.secrets.redaction import Redactor
from docreplay.sources.cassettes import CassetteFiles


def exported_recordings(
    config: Config, scope: Scope, cases: Iterable[Case], *, documented: bool
) -> Iterator[Cassette]:
    """Yield the recordings of the pages of `cases`, which come page by page; none is empty.

    With `documented`, a case without a recording has its documented exchange. If the scope is
    every page, recordings of pages that do not exist any more follow. Raises `CassetteUnreadable`.
    """
    files = CassetteFiles(config.root, config.cassettes)
    seen = set()
    for path, items in groupby(cases, lambda case: case.page.path):
        seen.add(path)
        own = tuple(items)
        found = _chosen(_read(files, path), own, is_all=path in scope.pages)
        if documented:
            found = _completed(found, own)
        if found.recordings:
            yield found
    for path in files.pages() if scope.is_whole else ():
        if path not in seen and (found := _read(files, path)).recordings:
            yield found


def _read(files: CassetteFiles, page: str) -> Cassette:
    text = files.read(page)
    return read_cassette(text, files.name_of(page)) if text else Cassette(page=page)


def _chosen(cassette: Cassette, cases: Iterable[Case], *, is_all: bool) -> Cassette:
    """Return the recordings of the cases; those of other names too, if the page is selected."""
    if is_all:
        return cassette
    names = {case.name for case in cases}
    return cassette.only(item.key for item in cassette.recordings if item.case in names)


def _completed(cassette: Cassette, cases: Iterable[Case]) -> Cassette:
    """Return the recordings, and the documented exchanges of cases that have none."""
    known = {item.case for item in cassette.recordings}
    added = [_without_secrets(documented_recording(c)) for c in cases if c.name not in known]
    recordings = sorted((*cassette.recordings, *added), key=lambda item: item.key)
    return replace(cassette, recordings=tuple(recordings))


def _without_secrets(recording: Recording) -> Recording:
    """Return a documented exchange in which secrets are redacted as those of a recording."""
    redactor = Redactor().numbered(Masks())
    request, response = recording.request, recording.response
    sent = SentRequest(
        method=request.method,
        url=request.target if request.is_elsewhere else f"{ORIGIN}{request.target}",
        headers=request.headers,
        body=request.body.replayed if request.body else None,
    )
    answer = Answer(
        status=response.status,
        reason=response.reason,
        headers=response.headers,
        body=response.body.replayed,
    )
    return replace(
        recording, request=redactor.request(sent, ORIGIN), response=redactor.response(answer)
    )

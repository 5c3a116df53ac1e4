"""Recorded responses as one HTTP archive (HAR 1.2), for browsers, proxies and other mocks."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from docreplay.emit.exporter import ExportedFile, Exporter
from docreplay.emit.har_log import har_text
from docreplay.model.case import Case
from docreplay.model.recordings.cassette import Cassette
from docreplay.model.recordings.documented_recording import documented_recording

FILE = "recordings.har"


def export(cases: Iterable[Case]) -> Iterator[ExportedFile]:
    """Yield the archive of the documented exchanges."""
    pages = groupby(cases, lambda case: case.page.path)
    return export_recordings(
        Cassette(page=path, recordings=tuple(map(documented_recording, own))) for path, own in pages
    )


def export_recordings(cassettes: Iterable[Cassette], base_url: str = "") -> Iterator[ExportedFile]:
    """Yield the archive of the recordings."""
    yield ExportedFile(path=FILE, text=har_text(tuple(cassettes), base_url))


EXPORTER = Exporter(export, export_recordings)

"""The recordings that `docreplay serve` answers with, as they are now."""

from collections.abc import Collection, Mapping

from docreplay.config.settings import Config
from docreplay.errors import DocreplayError
from docreplay.model.case import SentRequest
from docreplay.model.recordings.cassette import ORIGIN
from docreplay.replay.recordings.cassette_text import read_cassette
from docreplay.replay.recordings.playback import Playback
from docreplay.serve.message import ClientRequest
from docreplay.serve.recorded import RecordedReply
from docreplay.sources.cassettes import CassetteFiles
from docreplay.sources.stamps import Stamp


class ServedRecordings:
    """The recordings of pages (of all, if there are none); files are read again if they change.

    Raises `CassetteUnreadable` if the first reading fails.
    """

    def __init__(self, config: Config, pages: Collection[str] = ()) -> None:
        self._files = CassetteFiles(config.root, config.cassettes)
        self._pages = frozenset(pages)
        self._stamps = self._files.stamps()
        self.number = 0
        """Number of recordings."""
        self._playback = self._read()

    def find(self, request: ClientRequest) -> RecordedReply:
        """Return the recording that answers a request."""
        query = f"?{request.query}" if request.query else ""
        sent = SentRequest(
            method=request.method,
            url=f"{ORIGIN}{request.path}{query}",
            headers=tuple(request.headers.items()),
            body=request.body or None,
        )
        found = self._playback.answer(sent)
        file = self._files.name_of(found.page) if found.page else ""
        return RecordedReply(
            recording=found.recording, page=found.page, file=file, missed=found.missed
        )

    def refresh(self) -> DocreplayError | bool:
        """Read the files again if some have changed; return whether they have, or what is wrong."""
        now: Mapping[str, Stamp] = self._files.stamps()
        if now == self._stamps:
            return False
        self._stamps = now
        try:
            self._playback = self._read()
        except DocreplayError as error:
            return error
        return True

    def _read(self) -> Playback:
        found = []
        for page in self._files.pages():
            text = self._files.read(page) if page in self._pages or not self._pages else None
            if text is not None:
                found.append(read_cassette(text, self._files.name_of(page)))
        self.number = sum(len(item.recordings) for item in found)
        return Playback(found)

"""`docreplay serve`: serve the documented responses."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext

from docreplay.config.settings import Config
from docreplay.errors import DocreplayError
from docreplay.flows.pages.pages import PageReader, page_cases, pages
from docreplay.flows.recorded_service import ServedRecordings
from docreplay.model.case import Case
from docreplay.model.exchange import Reading
from docreplay.model.page import PageId
from docreplay.serve.app import Behavior, mock
from docreplay.serve.current import CurrentRoutes
from docreplay.serve.message import ClientRequest, MockResponse
from docreplay.serve.recorded import FindRecording
from docreplay.serve.routes import Routes
from docreplay.serve.server import LOOPBACK, serve_forever
from docreplay.sources.pages import files_of
from docreplay.sources.stamps import Stamp, stamps

_INCLUDE = "[!include"


Reloaded = Callable[[int, DocreplayError | None], None]
"""Called after pages have changed with the number of cases, or with why they cannot be read."""


def serve(
    config: Config,
    paths: Sequence[str] = (),
    *,
    host: str = LOOPBACK,
    port: int = 0,
    cors: bool = True,
    validate: bool = False,
    recorded: bool = False,
    reload: bool = True,
    announce: Callable[[str, int], None] = lambda _url, _cases: None,
    log: Callable[[ClientRequest, MockResponse], None] = lambda _request, _reply: None,
    reloaded: Reloaded = lambda _cases, _error: None,
    recordings: Callable[[int], None] = lambda _number: None,
) -> None:
    """Serve the documented responses until interrupted.

    `announce` is called with the URL and the number of cases, `log` after every response. With
    `validate`, requests that differ from the documented ones are refused. With `recorded`, the
    recordings of the pages answer before the pages do, and `recordings` is called with their
    number. Raises `NothingMatched` if no page is found, `ConfigError` for an invalid address or
    file of recordings.
    """
    served = _ServedPages(config, paths, reloaded)
    cases = served.cases()
    find = served.find_recordings(recordings) if recorded else None
    current = CurrentRoutes(_routes(cases), served.changed)
    behavior = Behavior(is_mock=True, cors=cors, validate=validate, log=log, recorded=find)
    with current.watching() if reload else nullcontext():
        for url in serve_forever(mock(current, behavior), host, port):
            announce(url, len(cases))


def _routes(cases: Iterable[Case]) -> Routes:
    """Return the routes, ready to suggest similar operations, so that no client waits for that."""
    routes = Routes(cases)
    routes.nearest("GET", "/")
    return routes


class _ServedPages:
    """The pages that are served; each is read again only when it changes."""

    def __init__(self, config: Config, paths: Sequence[str], reloaded: Reloaded) -> None:
        self._config, self._paths, self._reloaded = config, paths, reloaded
        self._store = files_of(config)
        self._read = PageReader(config, self._store)
        self._stamps = self._current_stamps()
        self._readings: dict[str, tuple[object, Reading]] = {}
        self._recordings: ServedRecordings | None = None
        self._noted: Callable[[int], None] = lambda _number: None

    def find_recordings(self, noted: Callable[[int], None]) -> FindRecording:
        """Return what finds recordings of the pages; `noted` gets their number when they change."""
        found = pages(self._config, self._paths, store=self._store) if self._paths else ()
        self._recordings = ServedRecordings(self._config, [page.path for page in found])
        self._noted = noted
        noted(self._recordings.number)
        return self._recordings.find

    def cases(self) -> list[Case]:
        """Return the cases of all pages."""
        self._read = PageReader(self._config, self._store)
        found = pages(self._config, self._paths, store=self._store)
        by_page = page_cases(self._config, found, store=self._store, read=self._reading)
        return [case for item in by_page for case in item.cases]

    def changed(self) -> Routes | None:
        """Return the routes of the pages as they are now if some have changed, or None."""
        self._refresh_recordings()
        now = self._current_stamps()
        if now == self._stamps:
            return None
        self._stamps = now
        try:
            cases = self.cases()
        except DocreplayError as error:
            self._reloaded(0, error)
            return None
        self._reloaded(len(cases), None)
        return _routes(cases)

    def _refresh_recordings(self) -> None:
        recordings = self._recordings
        changed = recordings.refresh() if recordings else False
        if isinstance(changed, DocreplayError):
            self._reloaded(0, changed)
        elif recordings and changed:
            self._noted(recordings.number)

    def _current_stamps(self) -> Mapping[str, Stamp]:
        return stamps(self._store, self._config.root, self._config.docs)

    def _reading(self, page: PageId) -> Reading:
        """Return what a page contains; one with includes also changes with any other file."""
        known = self._readings.get(page.path)
        if known and known[0] in (self._stamps.get(page.path, "unknown"), self._stamps):
            return known[1]
        reading = self._read(page)
        includes = _INCLUDE in reading.text.lower()
        stamp = self._stamps if includes else self._stamps.get(page.path)
        self._readings[page.path] = stamp, reading
        return reading

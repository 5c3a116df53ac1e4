"""Replace the routes of a running service when its pages change."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from docreplay.serve.routes import Routes

_INTERVAL = 0.5
"""Seconds between two looks at the pages."""


class CurrentRoutes:
    """The routes of a service; `changed` returns new ones if the pages have changed, or None."""

    def __init__(self, routes: Routes, changed: Callable[[], Routes | None]) -> None:
        self._routes, self._changed = routes, changed

    def __call__(self) -> Routes:
        """Return the current routes."""
        return self._routes

    def refresh(self) -> None:
        """Take the new routes, if there are some."""
        self._routes = self._changed() or self._routes

    @contextmanager
    def watching(self, interval: float = _INTERVAL) -> Iterator[None]:
        """Refresh again and again while the context lasts, apart from the requests."""
        ended = Event()

        def watch() -> None:
            while not ended.wait(interval):
                self.refresh()

        thread = Thread(target=watch, daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

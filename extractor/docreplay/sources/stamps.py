"""Notice that pages have changed, by the size and time of their files."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from docreplay.sources.store import PageStore

Stamp = tuple[int, int]
"""Time of the last change in nanoseconds, and size in bytes."""


def stamps(store: PageStore, root: Path, starts: Iterable[str]) -> Mapping[str, Stamp]:
    """Return the stamps of the pages at or below the paths; the store is refreshed first."""
    store.refresh()
    paths = {path for start in starts for path in store.pages(start)}
    found = {path: stamp_of(root / path) for path in paths}
    return {path: stamp for path, stamp in found.items() if stamp}


def stamp_of(place: Path) -> Stamp | None:
    """Return the stamp of a file, or None if it has gone since the folder was listed."""
    try:
        found = place.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size

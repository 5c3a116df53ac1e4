"""Pages that changed since a git revision."""

from collections.abc import Sequence

from docreplay.config.settings import Config
from docreplay.flows.pages.pages import nothing_in
from docreplay.sources.git import changed_paths
from docreplay.sources.pages import files_of, find_odd_pages, find_pages
from docreplay.sources.store import PageStore


def changed_pages(config: Config, paths: Sequence[str], revision: str) -> tuple[str, ...]:
    """Return the absolute paths of pages, at or below the paths or all, that changed since then.

    Those that are too large to be read are included. Raises `NothingMatched` if no page is found at
    all, `ConfigError` for a path that does not exist or an unknown revision.
    """
    changed = changed_paths(config.root, revision)
    store = files_of(config)
    large = large_pages(config, store, paths)
    found = [page.path for page in find_pages(config, store, paths)] + large
    if not found:
        raise nothing_in(config, paths)
    return absolute(config, [path for path in found if path in changed])


def large_pages(config: Config, store: PageStore, paths: Sequence[str]) -> list[str]:
    """Return the paths of pages, at or below the paths or all, that are too large to be read."""
    return [path for path, kind in find_odd_pages(config, store, paths) if kind == "large"]


def absolute(config: Config, paths: Sequence[str]) -> tuple[str, ...]:
    """Return the paths of pages, made absolute."""
    return tuple(str(config.root.resolve() / path) for path in paths)

"""Pages that changed since a git revision."""

from collections.abc import Sequence

from docreplay.config.settings import Config
from docreplay.flows.pages import pages
from docreplay.sources.git import changed_paths


def changed_pages(config: Config, paths: Sequence[str], revision: str) -> tuple[str, ...]:
    """Return the absolute paths of pages, at or below the paths or all, that changed since then.

    Raises `NothingMatched` if no page is found at all, `ConfigError` for a path that does not exist
    or an unknown revision.
    """
    changed = changed_paths(config.root, revision)
    return absolute(config, [page.path for page in pages(config, paths) if page.path in changed])


def absolute(config: Config, paths: Sequence[str]) -> tuple[str, ...]:
    """Return the paths of pages, made absolute."""
    return tuple(str(config.root.resolve() / path) for path in paths)

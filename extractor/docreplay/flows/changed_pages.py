"""Which pages there are to look at again, because they changed since a revision."""

from collections.abc import Sequence

from docreplay.config.settings import Config
from docreplay.flows.pages import pages
from docreplay.sources.git import changed_paths


def changed_pages(config: Config, paths: Sequence[str], revision: str) -> tuple[str, ...]:
    """The pages below the paths, or all, whose files changed since a revision of git; absolute.

    Raises `NothingMatched` where there is no page at all, `ConfigError` for a path that is not
    there or a revision that git does not know.
    """
    changed = changed_paths(config.root, revision)
    return absolute(config, [page.path for page in pages(config, paths) if page.path in changed])


def absolute(config: Config, paths: Sequence[str]) -> tuple[str, ...]:
    """The paths of pages, each made absolute."""
    return tuple(str(config.root.resolve() / path) for path in paths)

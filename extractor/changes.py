"""Which pages there are to look at again, because they changed since a revision."""

from collections.abc import Sequence

from extractor.config import Config
from extractor.git import changed_paths
from extractor.pipeline import pages
from extractor.versions import Tree


def changed_pages(config: Config, paths: Sequence[str], revision: str) -> tuple[str, ...]:
    """The pages below the paths, or all, whose files changed since a revision of git; absolute.

    Raises `NothingMatched` where there is no page at all, `ConfigError` for a path that is not
    there or a revision that git does not know.
    """
    changed = changed_paths(config.root, revision)
    return _absolute(config, [page.path for page in pages(config, paths) if page.path in changed])


def changed_translations(config: Config, paths: Sequence[str], revision: str) -> tuple[str, ...]:
    """The translations that changed, or whose source did, and sources that lost a translation.

    A source that stands for translations which are not there is among them. Raises what
    `changed_pages` does but `NothingMatched`.
    """
    changed = changed_paths(config.root, revision)
    tree = Tree(config, paths)
    found = [
        page.path
        for page in tree.translations()
        if page.path in changed
        or (page.key in tree.sources and tree.sources[page.key].path in changed)
    ]
    found += [
        source.path
        for path, _locale, source in tree.lacking()
        if path in changed or source.path in changed
    ]
    return _absolute(config, list(dict.fromkeys(found)))


def _absolute(config: Config, paths: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(config.root.resolve() / path) for path in paths)

"""Translations that changed since a git revision, or whose source did."""

from collections.abc import Sequence

from docreplay.config.settings import Config
from docreplay.flows.drift.source_versions import TranslationIndex
from docreplay.flows.pages.changed_pages import absolute, large_pages
from docreplay.model.page import PageId, without_suffix
from docreplay.sources.git import changed_paths
from docreplay.sources.pages import files_of


def changed_translations(config: Config, paths: Sequence[str], revision: str) -> tuple[str, ...]:
    """Return absolute paths of translations that changed, or whose source did.

    Sources that changed and lack a translation are included, and changed pages that are too large
    to be read. Only pages at or below the paths are
    returned, or all. Raises `ConfigError` for a path that does not exist or an unknown revision.
    """
    changed = changed_paths(config.root, revision)
    store = files_of(config)
    tree = TranslationIndex(config, store, paths)
    beside = {without_suffix(path).rpartition(".")[0] for path in changed}
    found = [
        page.path
        for page in tree.translations()
        if not changed.isdisjoint((page.path, _source(tree, page)))
        or without_suffix(page.path) in beside
    ]
    found += [
        source.path
        for path, _locale, source in tree.lacking()
        if not changed.isdisjoint((path, source.path))
    ]
    found += changed.intersection(large_pages(config, store, paths))
    return absolute(config, list(dict.fromkeys(found)))


def _source(tree: TranslationIndex, page: PageId) -> str:
    """Return the path of a translation's source, or the path that it had before it was removed."""
    if source := tree.source_of(page):
        return source.path
    return f"/{page.path}".replace(f"/{page.locale}/", f"/{tree.locale}/", 1)[1:]

"""Pages that pytest collects one by one: the page of a file, and its cases."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from docreplay.config.settings import Config
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.model.case import Case
from docreplay.model.page import PageId
from docreplay.sources.includes import included
from docreplay.sources.layouts import identify
from docreplay.sources.pages import find_pages
from docreplay.sources.store import PageStore


def page_named(config: Config, path: str) -> PageId:
    """Return the page at a path relative to the project, without reading a file."""
    docs = _docs_of(config, path)
    return identify(path, docs, folders=config.docs, layout=config.layout)


def _docs_of(config: Config, path: str) -> str:
    """Return the docs folder that contains a page, or `""`."""
    place = PurePosixPath(path)
    return next((docs for docs in config.docs if place.is_relative_to(docs)), "")


def page_at(config: Config, store: PageStore, file: Path) -> PageId | None:
    """Return the page of a file, or None for a file outside the documentation."""
    root = config.root.resolve()
    path = file.resolve()
    if not any(path.is_relative_to(root / docs) for docs in config.docs):
        return None
    relative = path.relative_to(root).as_posix()
    if store.kind(relative) != "file" or relative in included(store, config.docs):
        return None
    return next(find_pages(config, store, (relative,)), None)


def cases_of(
    index: CaseIndex, page: PageId, is_present: Callable[[PageId], bool]
) -> tuple[Case, ...]:
    """Return the cases of one page.

    What a translation documents identically is one case, as in generated tests; `is_present` is
    True for translations that take part.
    """
    if not index.is_loaded(page.path):
        others = filter(is_present, _translations(index.config, index.store, page))
        index.load((page, *others))
    return index.tested_cases((page.path,))


def _translations(config: Config, store: PageStore, page: PageId) -> tuple[PageId, ...]:
    """Return the existing translations of a page."""
    docs = _docs_of(config, page.path)
    prefix = "" if docs in ("", ".") else f"{docs}/"
    _, _, below = page.path.removeprefix(prefix).partition("/")
    if not page.locale:
        return ()
    paths = (f"{prefix}{folder}/{below}" for folder in sorted(store.names(docs)))
    there = [path for path in paths if store.kind(path) == "file"]
    found = find_pages(config, store, there) if there else ()
    return tuple(other for other in found if other.key == page.key and other != page)

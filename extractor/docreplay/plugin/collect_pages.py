"""Pages as pytest meets them, one by one: which page a file is, and which cases it has."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from docreplay.config.settings import Config
from docreplay.flows.case_index import CaseIndex
from docreplay.model.case import Case
from docreplay.model.page import PageId
from docreplay.sources.pages import find_pages, identify
from docreplay.sources.store import PageStore


def page_named(config: Config, path: str) -> PageId:
    """Return the page at a path relative to the project; no file is touched."""
    return identify(path, _docs_of(config, path), shared=len(config.docs) > 1)


def _docs_of(config: Config, path: str) -> str:
    """Return the docs folder that contains a page, or `""`."""
    place = PurePosixPath(path)
    return next((docs for docs in config.docs if place.is_relative_to(docs)), "")


def page_at(config: Config, store: PageStore, file: Path) -> PageId | None:
    """Return the page that a file is; None if it is not a page of the documentation."""
    root = config.root.resolve()
    path = file.resolve()
    if not any(path.is_relative_to(root / docs) for docs in config.docs):
        return None
    relative = path.relative_to(root).as_posix()
    if store.kind(relative) != "file":
        return None
    return next(find_pages(config, store, (relative,)), None)


def cases_of(
    index: CaseIndex, page: PageId, is_present: Callable[[PageId], bool]
) -> tuple[Case, ...]:
    """Return the cases that are tested from one page.

    What it documents like a translation is one case, as in generated tests; `is_present` decides
    which translations take part.
    """
    if not index.is_loaded(page.path):
        others = filter(is_present, _translations(index.config, index.store, page))
        index.load((page, *others))
    return index.tested_cases((page.path,))


def _translations(config: Config, store: PageStore, page: PageId) -> tuple[PageId, ...]:
    """Return the same page in the other languages that exist."""
    docs = _docs_of(config, page.path)
    prefix = "" if docs in ("", ".") else f"{docs}/"
    _, _, below = page.path.removeprefix(prefix).partition("/")
    if not page.locale:
        return ()
    paths = (f"{prefix}{folder}/{below}" for folder in sorted(store.names(docs)))
    there = [path for path in paths if store.kind(path) == "file"]
    found = find_pages(config, store, there) if there else ()
    return tuple(other for other in found if other.key == page.key and other != page)

"""Pages as pytest meets them, one by one: which page a file is, and which cases it gives."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from docreplay.config.settings import Config
from docreplay.flows.pages import page_cases
from docreplay.model.case import Case
from docreplay.model.page import PageId
from docreplay.read.pages import find_pages, identify


def page_named(config: Config, path: str) -> PageId:
    """The page at a path relative to the project; no file is touched."""
    return identify(path, _docs_of(config, path), shared=len(config.docs) > 1)


def _docs_of(config: Config, path: str) -> str:
    """The docs folder that a page lies below, or `""`."""
    place = PurePosixPath(path)
    return next((docs for docs in config.docs if place.is_relative_to(docs)), "")


def page_at(config: Config, file: Path) -> PageId | None:
    """The page that a file is, or None for one that is no page of the documentation."""
    root = config.root.resolve()
    path = file.resolve()
    below = any(path.is_relative_to(root / docs) for docs in config.docs)
    if not below or not path.is_file():
        return None
    return next(find_pages(config, (str(path),)), None)


def cases_of(
    config: Config, page: PageId, is_present: Callable[[PageId], bool]
) -> tuple[Case, ...]:
    """The cases that are tested from one page.

    What it documents like a translation is one case, as in generated tests; `is_present` says
    which translations take part.
    """
    others = filter(is_present, _translations(config, page))
    found = page_cases(config, (page, *others))
    return next((item.cases for item in found if item.page == page), ())


def _translations(config: Config, page: PageId) -> tuple[PageId, ...]:
    """The same page in the other languages that are there."""
    docs = config.root / _docs_of(config, page.path)
    below = (config.root / page.path).relative_to(docs).parts[1:]
    if not page.locale or not docs.is_dir():
        return ()
    files = (folder.joinpath(*below) for folder in sorted(docs.iterdir()) if folder.is_dir())
    found = (page_at(config, file) for file in files)
    return tuple(other for other in found if other and other.key == page.key and other != page)

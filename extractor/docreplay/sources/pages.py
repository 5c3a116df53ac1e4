"""The pages of a documentation project: which ones exist, their locale and key, and their text."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from docreplay.config.page_patterns import PagePattern
from docreplay.config.settings import Config
from docreplay.errors import ConfigError
from docreplay.model.json.value import is_well_formed
from docreplay.model.page import Page, PageId
from docreplay.sources.includes import included
from docreplay.sources.layouts import identify
from docreplay.sources.listing import Kind
from docreplay.sources.store import FileStore, PageStore


def files_of(config: Config, *, named: Iterable[str] = ()) -> FileStore:
    """Return the files of the project; `named` are further paths, which may be anywhere."""
    return FileStore(config.root, named=named, largest=config.max_page_bytes)


def find_pages(
    config: Config, store: PageStore, paths: Sequence[str] = (), *, with_includes: bool = False
) -> Iterator[PageId]:
    """Yield the pages of the configured docs folders or of `paths`, parents before children.

    Files that pages include are left out, unless `with_includes` is true or a path names one.
    Paths are relative to the project's root, or absolute and inside it. Raises `ConfigError` for a
    path that does not exist or is outside the project.
    """
    seen: set[str] = set()
    excluded = [PagePattern(text, config.docs) for text in config.exclude]
    for start in [_relative(config.root, store, path) for path in paths or config.docs]:
        docs = next((d for d in config.docs if _within(start, d)), "") or start
        for path in store.pages(start):
            if path not in seen and not any(pattern.narrowness(path) for pattern in excluded):
                if path != start and not with_includes and path in included(store, config.docs):
                    continue
                seen.add(path)
                page = identify(path, docs, folders=config.docs, layout=config.layout)
                if config.includes_locale(page.locale):
                    yield page


def find_odd_pages(
    config: Config, store: PageStore, paths: Sequence[str] = ()
) -> Iterator[tuple[str, Kind]]:
    """Yield what is named like a page at the places of `find_pages` and is none; once each.

    Raises `ConfigError` as `find_pages` does.
    """
    seen: set[str] = set()
    excluded = [PagePattern(text, config.docs) for text in config.exclude]
    for start in [_relative(config.root, store, path) for path in paths or config.docs]:
        docs = next((d for d in config.docs if _within(start, d)), "") or start
        for path, kind in store.odd_pages(start):
            if path in seen or any(pattern.narrowness(path) for pattern in excluded):
                continue
            seen.add(path)
            if config.includes_locale(identify(path, docs, layout=config.layout).locale):
                yield path, kind


def page_of(config: Config, path: str) -> PageId:
    """Return the locale and key that the file at a path has, or would have as a page."""
    docs = next((folder for folder in config.docs if _within(path, folder)), "")
    return identify(path, docs, folders=config.docs, layout=config.layout)


def load_page(store: PageStore, page: PageId) -> Page:
    """Return the page with its text. Raise `PageUnreadable` if the file cannot be read."""
    return Page(id=page, text=store.text(page.path))


def _relative(root: Path, store: PageStore, path: str) -> str:
    absolute = Path(os.path.normpath(root.resolve() / path))
    if not absolute.is_relative_to(root.resolve()):
        hint = "run in the folder that contains the pages, or name it with --root"
        raise ConfigError(f"{path} is outside the project", hint=hint)
    relative = absolute.relative_to(root.resolve()).as_posix()
    match store.kind(relative):
        case "missing":
            hint = "name a folder or a page, or set `docs` in the configuration (docreplay init)"
            if "#" in path:
                hint = "name the page: `test`, `extract`, `export` and `explain` take ids of cases"
            raise ConfigError(f"{path} does not exist", hint=hint)
        case "outside":
            hint = "copy the pages into the project"
            raise ConfigError(f"{path} is a link out of the project", hint=hint)
        case "special":
            raise ConfigError(f"{path} is not a regular file", hint="name a page or a folder")
        case "unreadable":
            hint = "correct the permissions of the file"
            raise ConfigError(f"{path} cannot be read: permission denied", hint=hint)
    if not is_well_formed(relative):
        raise ConfigError(f"{path}: file name is not valid UTF-8", hint="rename the file")
    return relative


def _within(path: str, folder: str) -> bool:
    folder = PurePosixPath(folder).as_posix()
    return folder in (".", path) or path.startswith(folder + "/")

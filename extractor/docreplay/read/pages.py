"""Which pages there are, and which language and key each of them has."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from docreplay.config.page_patterns import PagePattern
from docreplay.config.settings import Config
from docreplay.errors import ConfigError, PageUnreadable
from docreplay.model.page import Page, PageId, is_locale
from docreplay.read.includes import stays


def find_pages(config: Config, paths: Sequence[str] = ()) -> Iterator[PageId]:
    """The pages of the configured docs folders, or of `paths`; a folder's own before deeper ones.

    Paths are relative to the project's root, or absolute and inside of it. Raises `ConfigError`
    for a path that is not there or lies elsewhere.
    """
    seen: set[str] = set()
    excluded = [PagePattern(text, config.docs) for text in config.exclude]
    for start in [_relative(config.root, path) for path in paths or config.docs]:
        docs = next((d for d in config.docs if _within(start, d)), "") or start
        for path in _markdown(config.root, start):
            if path not in seen and not any(pattern.narrowness(path) for pattern in excluded):
                seen.add(path)
                page = identify(path, docs, shared=len(config.docs) > 1)
                if config.includes_locale(page.locale):
                    yield page


def identify(path: str, docs: str, *, shared: bool = False) -> PageId:
    """The page at a project-relative path below the folder `docs`.

    Where several docs folders share the project, the key begins with the folder, so that pages of
    the same name in two of them are not taken for translations of each other.
    """
    below = path.removeprefix(docs).lstrip("/") or path.rpartition("/")[2]
    below = below.removesuffix(".md")
    prefix = f"{docs}/" if shared else ""
    locale, slash, key = below.partition("/")
    if slash and is_locale(locale):
        return PageId(path=path, locale=locale.lower(), key=prefix + key)
    return PageId(path=path, locale="", key=prefix + below)


def load_page(root: Path, page: PageId) -> Page:
    """The page with its text; bytes that are not UTF-8 become U+FFFD, which reading reports.

    Raises `PageUnreadable` where the file cannot be read.
    """
    try:
        with open(os.path.join(root, page.path), "rb", buffering=0) as file:  # noqa: PTH118, PTH123  # three times as fast
            data = file.read()
    except OSError as error:
        raise PageUnreadable(f"{page.path}: {error.strerror}") from error
    return Page(id=page, text=data.decode("utf-8", errors="replace"))


def _relative(root: Path, path: str) -> str:
    absolute = Path(os.path.normpath(root.resolve() / path))
    if not absolute.is_relative_to(root.resolve()):
        hint = "run in the folder that holds the pages, or name it with --root"
        raise ConfigError(f"{path} lies outside of the project", hint=hint)
    if not absolute.exists():
        hint = "name a folder or a .md file, or set `docs` in the configuration"
        raise ConfigError(f"there is no {path}", hint=hint)
    if absolute.is_file() and absolute.is_symlink() and not stays(root, absolute):
        hint = "copy the page into the project"
        raise ConfigError(f"{path} is a link out of the project", hint=hint)
    return absolute.relative_to(root.resolve()).as_posix()


def _within(path: str, folder: str) -> bool:
    folder = PurePosixPath(folder).as_posix()
    return folder in (".", path) or path.startswith(folder + "/")


def _markdown(root: Path, start: str) -> Iterator[str]:
    """The `.md` files at or below a path, sorted; hidden folders are left out.

    So are links to folders, and links to files outside of the project: a page may come from
    anybody, and must not bring in what lies elsewhere.
    """
    if (root / start).is_file():
        yield start
        return
    for folder, folders, files in os.walk(root / start):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        below = Path(folder).relative_to(root).as_posix()
        prefix = "" if below == "." else below + "/"
        out = {path.name for path in _links(folder) if not stays(root, path)}
        for name in sorted(files):
            if name.endswith(".md") and name not in out:
                yield prefix + name


def _links(folder: str) -> list[Path]:
    """The links in a folder: one look at it takes less time than one at each page."""
    with os.scandir(folder) as entries:
        return [Path(entry.path) for entry in entries if entry.is_symlink()]

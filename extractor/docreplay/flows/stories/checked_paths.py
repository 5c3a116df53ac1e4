"""Which pages and story files the arguments of `docreplay check` select."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from docreplay.config.settings import Config
from docreplay.sources.pages import find_pages
from docreplay.sources.store import PageStore


def has_stories(config: Config) -> bool:
    """Return True if a project has story files; what reads them is not loaded for others."""
    return bool(config.stories or config.scenarios)


class CheckedPaths(NamedTuple):
    """What the arguments of a check select."""

    pages: tuple[str, ...]
    """The arguments that name pages, or folders with pages."""
    stories: tuple[str, ...]
    """Paths of the story files that arguments name, or that are in folders that they name."""
    is_all: bool = False
    """Whether nothing is named, so that all pages and story files are selected."""

    @property
    def has_pages(self) -> bool:
        """Whether pages are selected."""
        return self.is_all or bool(self.pages)


def checked_paths(config: Config, store: PageStore, paths: Sequence[str] = ()) -> CheckedPaths:
    """Return what arguments select; a folder selects its pages and its story files.

    Raises `ConfigError` for a path that does not exist, and for a pattern of `stories` that matches
    no file.
    """
    if not paths:
        return CheckedPaths((), (), is_all=True)
    if not has_stories(config):
        return CheckedPaths(tuple(paths), ())
    from docreplay.flows.stories.stories import files_with_stories  # noqa: PLC0415  # slow to load

    every = files_with_stories(config, store)
    pages: list[str] = []
    stories: dict[str, None] = {}
    for path in paths:
        start, below = _at_or_below(config, path, every)
        stories |= dict.fromkeys(below)
        if not below or (below != [start] and _has_pages(config, store, path)):
            pages.append(path)
    return CheckedPaths(tuple(pages), tuple(stories))


def _has_pages(config: Config, store: PageStore, path: str) -> bool:
    return any(True for _ in find_pages(config, store, [path], with_includes=True))


def _at_or_below(config: Config, path: str, files: Sequence[str]) -> tuple[str, list[str]]:
    """Return a path relative to the project, and the files that it is or contains."""
    root = config.root.resolve()
    start = Path(os.path.normpath(root / path))
    below = [file for file in files if (root / file).is_relative_to(start)]
    return start.relative_to(root).as_posix() if start.is_relative_to(root) else path, below

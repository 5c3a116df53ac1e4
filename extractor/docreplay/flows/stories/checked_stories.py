"""Which story files `docreplay check` reports about, and what is wrong with them."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from docreplay.config.settings import Config
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.pages.changed_pages import absolute, changed_pages
from docreplay.flows.stories.scenarios import ScenarioIndex, index_of
from docreplay.flows.stories.stories import StoryShelf, files_with_stories
from docreplay.model.finding import Finding
from docreplay.sources.git import changed_paths
from docreplay.sources.pages import files_of, find_pages
from docreplay.sources.store import PageStore


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


def changed_since(config: Config, paths: Sequence[str], revision: str) -> tuple[str, ...]:
    """Return the absolute paths of pages and story files, of all or of `paths`, that changed.

    Raises as `checked_paths` and `changed_pages` do.
    """
    store = files_of(config)
    chosen = checked_paths(config, store, paths)
    pages = changed_pages(config, chosen.pages, revision) if chosen.has_pages else ()
    files = files_with_stories(config, store) if chosen.is_all else chosen.stories
    changed = changed_paths(config.root, revision) if files else ()
    return (*pages, *absolute(config, [file for file in files if file in changed]))


def story_findings(
    config: Config, store: PageStore, chosen: CheckedPaths, noted: ScenarioIndex
) -> Iterator[Finding]:
    """Yield what is wrong with the selected story files, Arazzo documents and scenario files.

    `noted` has the requests of all pages if all are selected.
    """
    if chosen.is_all:
        yield from noted.read()[2]
    elif config.scenarios and chosen.stories:
        found = index_of(config, store).read()[2]
        yield from (item for item in found if item.location.path in chosen.stories)
    if config.stories and (chosen.is_all or chosen.stories):
        shelf = StoryShelf(CaseIndex(config, store))
        for item in shelf.read():
            if chosen.is_all or item.location.path in chosen.stories:
                yield item

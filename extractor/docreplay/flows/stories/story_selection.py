"""Which stories the arguments of a run select."""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from docreplay.config.settings import Config
from docreplay.errors import ConfigError, did_you_mean
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.stories.checked_paths import checked_paths
from docreplay.flows.stories.stories import StoryShelf, files_with_stories
from docreplay.model.shard import Shard
from docreplay.sources.store import PageStore


class StorySelection:
    """The arguments that name story files, stories in them (`stories/a.toml#album`), or folders.

    Without arguments, all stories run; arguments that name pages only select none.
    """

    def __init__(self, config: Config, store: PageStore, paths: Sequence[str]) -> None:
        self._config = config
        self._files = files_with_stories(config, store)
        one = [path for path in paths if self._file(path)]
        folders = checked_paths(config, store, [path for path in paths if path not in one])
        self.others = tuple(path for path in paths if path in folders.pages)
        """The arguments that name pages and cases, or folders with pages."""
        named = dict.fromkeys((*map(self._clean, one), *folders.stories))
        self._named = _outermost(named) if paths else self._files
        self._may_be_on_pages = bool(config.scenarios) and not paths
        """Whether `testParams` blocks of pages are selected."""
        self.has_pages = bool(self.others) or not named
        """Whether documented cases are selected as well."""

    def targets(self, index: CaseIndex, shard: Shard | None) -> Iterator[str]:
        """Yield the arguments for pytest. Raises `ConfigError` for a file with errors."""
        if not self._named and not self._may_be_on_pages:
            return
        shelf = StoryShelf(index)
        shelf.check()
        runnable = {story.key for story in shelf.runnable}
        root = self._config.root.resolve()
        for name in self._named:
            path, sign, story = name.partition("#")
            if sign and name not in runnable:
                hint = did_you_mean(name, runnable)
                raise ConfigError(f"unknown story `{name}`{hint}")
            has_some = any(key.rpartition("#")[0] == path for key in runnable)
            if has_some and (shard is None or shard.has(path)):
                yield f"{root / path}::{story}" if sign else str(root / path)
        for own in shelf.runnable if self._may_be_on_pages else ():
            path = own.location.path
            if path not in self._files and (shard is None or shard.has(path)):
                yield f"{root / path}::{own.id}"

    def keys(self, stories: Iterable[str]) -> Iterator[str]:
        """Yield the keys of the selected stories. Raises `ConfigError` for one that is unknown."""
        known = list(stories)
        for name in self._named:
            if "#" in name and name not in known:
                raise ConfigError(f"unknown story `{name}`{did_you_mean(name, known)}")
        for key in known:
            path = key.rpartition("#")[0]
            is_on_page = self._may_be_on_pages and path not in self._files
            if is_on_page or key in self._named or path in self._named:
                yield key

    def _file(self, path: str) -> str:
        """Return the story file that an argument names, or `""`."""
        own = self._clean(path).partition("#")[0]
        return own if own in self._files else ""

    def _clean(self, path: str) -> str:
        """Return an argument relative to the project."""
        root = self._config.root.resolve()
        whole = Path(os.path.normpath(root / path))
        return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else path


def _outermost(named: Collection[str]) -> tuple[str, ...]:
    """Return names of files, and of stories in other files."""
    return tuple(name for name in named if "#" not in name or name.partition("#")[0] not in named)

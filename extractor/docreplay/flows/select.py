"""What paths select: pages, and the tests of what those pages document.

A path selects pages and never changes what a case is. So cases are made as for the whole tree:
translations of a selected page take part, and the source locale is that of all pages.
"""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from docreplay.cases.locales import PageCases, choose_source
from docreplay.config.settings import Config
from docreplay.emit.paths import module_paths
from docreplay.errors import ConfigError, NothingMatched
from docreplay.flows.pages import nothing_in
from docreplay.model.case import Case
from docreplay.model.page import PageId
from docreplay.sources.pages import find_pages
from docreplay.sources.store import PageStore

_TEST = re.compile(r"^def (test_\w+)\(", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The pages of the documentation, and those that a run is about."""

    tree: tuple[PageId, ...]
    selected: frozenset[str]
    """Paths of the selected pages; of all pages if no path was given."""
    source: str
    """The source locale of the whole tree."""

    @property
    def is_whole(self) -> bool:
        """True if the run is about every page."""
        return len(self.selected) == len(self.tree)

    @property
    def taking_part(self) -> tuple[PageId, ...]:
        """The selected pages, and the same pages in other languages."""
        keys = {page.key for page in self.tree if page.path in self.selected}
        return tuple(page for page in self.tree if page.key in keys)

    def covers(self, item: PageCases, case: Case) -> bool:
        """Return True if a selected page, or a translation of it, documents the case."""
        return not self.selected.isdisjoint((item.page.path, *item.shared.get(case.id, ())))


def scope_of(config: Config, store: PageStore, paths: Sequence[str] = ()) -> Scope:
    """Select the pages at or below one of `paths`, or all pages if none is given.

    Raises `NothingMatched` if no page is found, `ConfigError` for a path that does not exist or is
    outside the documentation.
    """
    tree = tuple(find_pages(config, store))
    selected = frozenset(_selected(config, store, tree, paths) if paths else (p.path for p in tree))
    if not selected:
        raise nothing_in(config, paths)
    source = choose_source((page.locale for page in tree), config.source_locale)
    return Scope(tree=tree, selected=selected, source=source)


def modules_of(scope: Scope) -> dict[str, str]:
    """Return the module path of each page that takes part; names depend on all pages."""
    modules = module_paths(scope.tree)
    return {page.path: modules[page.path] for page in scope.taking_part}


class TestSelection:
    """Selected tests of a run; `note` gathers them while they are generated.

    If every page is selected, so is the whole output folder.
    """

    def __init__(self, config: Config, scope: Scope) -> None:
        self._folder = config.root / config.output
        self._scope = scope
        self._modules = modules_of(scope)
        self._tests: dict[Path, set[str]] = {}
        """The modules to run, with the names of the tests if not all are selected."""
        self.number = 0
        """Number of selected cases."""

    def note(self, item: PageCases) -> None:
        """Take in the cases of a page."""
        chosen = {f"test_{case.name}" for case in item.cases if self._scope.covers(item, case)}
        self.number += len(chosen)
        if chosen:
            is_part = len(chosen) < len(item.cases)
            self._tests[self._folder / self._modules[item.page.path]] = chosen if is_part else set()

    @property
    def targets(self) -> Sequence[str]:
        """Arguments for pytest. Raises `NothingMatched` if no test is selected."""
        if self._scope.is_whole:
            return (str(self._folder),)
        found = [node for module, names in self._tests.items() for node in _nodes(module, names)]
        if not found:
            raise NothingMatched("no test found for the selected pages", hint="check the paths")
        return found


def _nodes(module: Path, names: set[str]) -> Iterator[str]:
    """Yield the node ids of a module's tests, or of those with the names.

    pytest goes through all modules of a folder for each module that is named, but only once for
    tests that are named.
    """
    text = module.read_text("utf-8", "replace") if module.is_file() else ""
    there = (match[1] for match in _TEST.finditer(text))
    return (f"{module}::{name}" for name in there if name in names or not names)


def _selected(
    config: Config, store: PageStore, tree: Sequence[PageId], paths: Sequence[str]
) -> Iterator[str]:
    for path in paths:
        first = next(find_pages(config, store, (path,)), None)
        start = _relative(config, path)
        found = [page.path for page in tree if start in (".", page.path) or _contains(start, page)]
        if first and not found:
            hint = "name a page below one of the folders of `docs`, or add its folder to `docs`"
            raise ConfigError(f"{path} is outside the documentation", hint=hint)
        yield from found


def _relative(config: Config, path: str) -> str:
    """Return a path that `find_pages` accepted, relative to the project."""
    root = config.root.resolve()
    return Path(os.path.normpath(root / path)).relative_to(root).as_posix()


def _contains(folder: str, page: PageId) -> bool:
    return page.path.startswith(folder + "/")

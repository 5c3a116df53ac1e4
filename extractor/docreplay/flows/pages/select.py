"""What paths select: pages, and the tests of what those pages document.

A path selects pages and never changes what a case is. So cases are made as for the whole tree:
translations of a selected page take part, and the source locale is that of all pages.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from docreplay.cases.groups import dependent_pages
from docreplay.cases.locales import PageCases, choose_source
from docreplay.cases.order import in_order
from docreplay.config.settings import Config
from docreplay.emit.paths import module_paths
from docreplay.errors import ConfigError, NothingMatched, did_you_mean
from docreplay.flows.pages.pages import nothing_in
from docreplay.model.case import Case
from docreplay.model.page import PageId
from docreplay.model.shard import Shard
from docreplay.sources.pages import find_pages
from docreplay.sources.store import PageStore

_TEST = re.compile(r"^def (test_\w+)\(", re.MULTILINE)


class CaseOf(NamedTuple):
    """A case as an argument names it: `en-us/photo-get#get_photo`, or with the path of the page."""

    path: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The pages of the documentation, and those that a run is about."""

    tree: tuple[PageId, ...]
    selected: frozenset[str]
    """Paths of the pages that are selected, or have a selected case; all if no path was given."""
    pages: Mapping[str, int]
    """The selected pages by their paths, each with the number of the argument that selects it."""
    cases: Mapping[CaseOf, int] = field(default_factory=dict)
    """The cases that arguments name, with the numbers of the arguments."""
    source: str
    """The source locale of the whole tree."""
    lenient: bool = False
    """Whether cases that do not exist are ignored."""

    @property
    def is_whole(self) -> bool:
        """True if the run is about every page."""
        return len(self.pages) == len(self.tree)

    @property
    def taking_part(self) -> tuple[PageId, ...]:
        """The selected pages, and the same pages in other languages."""
        keys = {page.key for page in self.tree if page.path in self.selected}
        return tuple(page for page in self.tree if page.key in keys)

    def covers(self, item: PageCases, case: Case) -> bool:
        """Return True if a selected page, or a translation of it, documents the case."""
        return self.rank(item, case) is not None

    def rank(self, item: PageCases, case: Case) -> int | None:
        """Return the number of the first argument that selects a case, or None."""
        return min(self._ranks(item, case), default=None)

    def named(self, item: PageCases) -> Iterator[CaseOf]:
        """Yield how arguments may name the cases of a page; nothing if they name no case."""
        for case in item.cases if self.cases else ():
            yield from _names(item, case)

    def _ranks(self, item: PageCases, case: Case) -> Iterator[int]:
        for name in _names(item, case):
            for rank in (self.pages.get(name.path), self.cases.get(name)):
                if rank is not None:
                    yield rank


def _names(item: PageCases, case: Case) -> Iterator[CaseOf]:
    """Yield the case on its page, and on the translations that document the same."""
    label = case.id.removeprefix(f"{item.page.name}#")
    for path in (item.page.path, *item.shared.get(case.id, ())):
        yield CaseOf(path, label)


def scope_of(
    config: Config, store: PageStore, paths: Sequence[str] = (), *, lenient: bool = False
) -> Scope:
    """Select the pages at or below one of `paths`, and the cases that are named there.

    All pages if `paths` is empty. With `lenient`, cases that do not exist are ignored. Raises
    `NothingMatched` if no page is found, `ConfigError` for a path that does not exist or is outside
    the documentation.
    """
    tree = tuple(find_pages(config, store))
    pages: dict[str, int] = {} if paths else {page.path: 0 for page in tree}
    cases: dict[CaseOf, int] = {}
    for number, path in enumerate(paths):
        if named := case_of(tree, store, path, lenient=lenient):
            cases.setdefault(named, number)
            continue
        if lenient:
            continue
        for page in _selected(config, store, tree, path):
            pages.setdefault(page, number)
    if not pages and not cases:
        raise nothing_in(config, paths)
    return Scope(
        tree=tree,
        selected=frozenset((*pages, *(case.path for case in cases))),
        pages=pages,
        cases=cases,
        source=choose_source((page.locale for page in tree), config.source_locale),
        lenient=lenient,
    )


def case_of(
    tree: Iterable[PageId], store: PageStore, text: str, *, lenient: bool = False
) -> CaseOf | None:
    """Return the case that an argument names, or None if it is a path.

    Raises `ConfigError` if no page has that name, unless `lenient`.
    """
    if "#" not in text or store.kind(text) != "missing":
        return None
    names = {name: page.path for page in tree for name in (page.path, page.name)}
    ends = (at for at, sign in enumerate(text) if sign == "#")
    for end in ends:
        if path := names.get(text[:end].removeprefix("./")):
            return CaseOf(path, text[end + 1 :])
    if lenient:
        return None
    page = text.rpartition("#")[0]
    raise ConfigError(f"unknown case `{text}`{did_you_mean(page, names)}", hint=_HINT)


def refuse_unknown(wanted: Iterable[CaseOf], known: Iterable[CaseOf]) -> None:
    """Raise `ConfigError` with the nearest name if a case does not exist on its page."""
    there = set(known)
    for case in wanted:
        if case not in there:
            labels = [other.label for other in there if other.path == case.path]
            near = did_you_mean(case.label, labels)
            message = f"no case `{case.label}` on {case.path}{near}"
            raise ConfigError(message, hint=_HINT)


_HINT = "list every id with `docreplay extract`"


def modules_of(scope: Scope) -> dict[str, str]:
    """Return the module path of each page that takes part; names depend on all pages."""
    modules = module_paths(scope.tree)
    return {page.path: modules[page.path] for page in scope.taking_part}


class TestSelection:
    """Selected tests of a run; `note` gathers them while they are generated.

    Without an argument, or with one that selects every page, they are the whole output folder. A
    shard has those of its pages. `links` returns pairs of pages that depend on each other for other
    reasons than the requests that change data, `order` those of one argument in the order in which
    they are sent.
    """

    def __init__(
        self,
        config: Config,
        scope: Scope,
        shard: Shard | None = None,
        links: Callable[[], Iterable[tuple[str, str]]] = tuple,
        *,
        order: Callable[[Sequence[Case]], Iterable[Case]] = in_order,
    ) -> None:
        self.shard = shard
        self._links = links
        self._order = order
        self._config = config
        self._folder = config.root / config.output
        self._scope = scope
        self._modules = modules_of(scope)
        self._selected: list[tuple[int, Case]] = []
        """The cases of all shards together, with the number of the argument that selects them."""
        self._known: list[CaseOf] = []

    def note(self, item: PageCases) -> None:
        """Take in the cases of a page."""
        self._known += self._scope.named(item)
        for case in item.cases:
            rank = self._scope.rank(item, case)
            if rank is not None:
                self._selected.append((rank, case))

    def has(self, page: str) -> bool:
        """Return True if the cases of a page are in the shard: it has all that depend on them."""
        return self.shard is None or self.shard.has(self._groups.get(page, page))

    @cached_property
    def number(self) -> int:
        """Number of selected cases."""
        return sum(map(len, self._chosen.values()))

    @cached_property
    def _chosen(self) -> Mapping[int, list[Case]]:
        """The cases of the shard by the number of the argument that selects them."""
        chosen: dict[int, list[Case]] = {}
        for rank, case in self._selected:
            if self.has(case.page.path):
                chosen.setdefault(rank, []).append(case)
        return chosen

    @cached_property
    def _groups(self) -> Mapping[str, str]:
        """The groups of pages that depend on each other; none if no request changes data."""
        if not self._config.base_url or not self._config.unsafe_methods:
            return {}
        return dependent_pages((case for _, case in self._selected), self._links())

    @property
    def digest(self) -> str:
        """The same text for all shards of a run, and for that run undivided."""
        parts = (
            version("docreplay"),
            self._config.base_url,
            *sorted(case.id for _, case in self._selected),
        )
        return sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def targets(self) -> Sequence[str]:
        """Arguments for pytest, in the order of the arguments of the run; none for an empty shard.

        Raises `NothingMatched` if no test is selected, `ConfigError` for a case that does not
        exist.
        """
        if not self._scope.lenient:
            refuse_unknown(self._scope.cases, self._known)
        if self.shard and self._selected and not self._chosen:
            return ()
        if self._scope.is_whole and not self.shard and len(self._chosen) <= 1:
            return (str(self._folder),)
        tests = _Tests()
        found: list[str] = []
        for _, cases in sorted(self._chosen.items()):
            for case in self._order(cases):
                module = self._folder / self._modules[case.page.path]
                if f"test_{case.name}" in tests.of(module):
                    found.append(f"{module}::test_{case.name}")
        if not found:
            raise NothingMatched("no test found for the selected pages", hint="check the paths")
        return found


class _Tests:
    """Names of the tests in generated modules, each of which is read once.

    Every test is named to pytest: it goes through all modules of a folder for each module that is
    named, but only once for tests that are named.
    """

    def __init__(self) -> None:
        self._names: dict[Path, frozenset[str]] = {}

    def of(self, module: Path) -> frozenset[str]:
        """Return the names of the tests that a module has."""
        if module not in self._names:
            text = module.read_text("utf-8", "replace") if module.is_file() else ""
            self._names[module] = frozenset(match[1] for match in _TEST.finditer(text))
        return self._names[module]


def _selected(config: Config, store: PageStore, tree: Sequence[PageId], path: str) -> Sequence[str]:
    first = next(find_pages(config, store, (path,)), None)
    start = _relative(config, path)
    found = [page.path for page in tree if start in (".", page.path) or _contains(start, page)]
    if first and not found:
        hint = "name a page below one of the folders of `docs`, or add its folder to `docs`"
        raise ConfigError(f"{path} is outside the documentation", hint=hint)
    return found


def _relative(config: Config, path: str) -> str:
    """Return a path that `find_pages` accepted, relative to the project."""
    root = config.root.resolve()
    return Path(os.path.normpath(root / path)).relative_to(root).as_posix()


def _contains(folder: str, page: PageId) -> bool:
    return page.path.startswith(folder + "/")

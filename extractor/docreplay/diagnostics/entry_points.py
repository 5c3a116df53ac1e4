"""Read what other installed packages add to docreplay: the entry points of its groups.

An entry point names a module that is written like a module of the matching folder of docreplay:

    [project.entry-points."docreplay.rules"]
    todo-left = "acme_docs.rules.todo_left"

(https://packaging.python.org/en/latest/specifications/entry-points/)
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.metadata import Distribution, distributions
from itertools import chain
from pathlib import Path
from traceback import walk_tb
from types import ModuleType
from typing import NamedTuple

from docreplay.errors import ConfigError

_PREFIX = "docreplay."


class Offer(NamedTuple):
    """One entry point of an installed package."""

    group: str
    name: str
    module: str
    """Full name of the module to import."""
    package: str
    """Name and version of the package, such as `acme-docs 1.2`."""

    def load(self) -> ModuleType:
        """Import and return the module. Raise `ConfigError` if that fails in any way."""
        try:
            with _without_current_folder():
                return import_module(self.module)
        except Exception as error:  # a foreign module can fail in any way
            raise self.refused(f"{type(error).__name__}: {error}") from error

    def refused(self, reason: str) -> ConfigError:
        """Return the error that names the package, the entry point and the reason."""
        package = self.package.partition(" ")[0]
        return ConfigError(
            f"cannot use entry point `{self.name}` of `{self.group}` from {self.package}: {reason}",
            hint=f"fix, upgrade or uninstall {package}",
        )


def offers(group: str) -> tuple[Offer, ...]:
    """Return the entry points of a group, sorted by name and package; no module is imported."""
    return _by_group().get(group, ())


def offer_that_raised(error: BaseException) -> Offer | None:
    """Return the entry point whose package an exception passed through, or None.

    The innermost one, if there are several.
    """
    names = [frame.f_globals.get("__name__", "") for frame, _ in walk_tb(error.__traceback__)]
    for name in reversed(names):
        for offer in chain.from_iterable(_by_group().values()):
            if name == offer.module or name.startswith(f"{offer.module.partition('.')[0]}."):
                return offer
    return None


@cache
def _by_group() -> Mapping[str, tuple[Offer, ...]]:
    found: defaultdict[str, list[Offer]] = defaultdict(list)
    for offer in _installed():
        found[offer.group].append(offer)
    return {group: tuple(sorted(items)) for group, items in found.items()}


def _installed() -> Iterator[Offer]:
    """Yield every entry point; of a package that is installed twice only the first one on the path.

    The text is searched before it is parsed: a scan of all packages is part of every start.
    """
    seen: set[str] = set()
    for package in distributions(path=_path_without_current_folder()):
        if _PREFIX not in (package.read_text("entry_points.txt") or ""):
            continue
        if package.name not in seen:
            seen.add(package.name)
            yield from _offers_of(package)


def _offers_of(package: Distribution) -> Iterator[Offer]:
    for entry in package.entry_points:
        if entry.group.startswith(_PREFIX):
            name = f"{package.name} {package.version}"
            yield Offer(entry.group, entry.name, entry.value, name)


def _path_without_current_folder() -> list[str]:
    """Return `sys.path` without the current folder that `python -m` and `python -c` put first.

    The current folder may be a checkout of an untrusted pull request. A path that the environment
    adds on purpose (PYTHONPATH, a `.pth` file of an editable installation) is kept.
    """
    first, *others = sys.path
    is_current = Path(first) == Path.cwd() and not sys.flags.safe_path
    return [path for path in (others if is_current else sys.path) if path]


@contextmanager
def _without_current_folder() -> Iterator[None]:
    before = sys.path[:]
    sys.path[:] = _path_without_current_folder()
    try:
        yield
    finally:
        sys.path[:] = before

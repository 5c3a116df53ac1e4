"""docfx includes: `[!INCLUDE [title](path)]` brings another file of the tree into a page."""

import os
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from extractor.model.finding import Rule
from extractor.read.rules.include_cycle import RULE as CYCLE
from extractor.read.rules.include_missing import RULE as MISSING
from extractor.read.rules.include_outside import RULE as OUTSIDE

_INCLUDE = re.compile(r"\[!INCLUDE\s*\[[^\]]*\]\(([^)\s]+)[^)]*\)\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tree:
    """The files that includes may name: those of the project."""

    root: Path
    folder: str
    """The docs folder, which a path with a leading slash starts from."""

    def holds(self, path: str) -> bool:
        """Whether there is a file at a project-relative path."""
        folder, _, name = path.rpartition("/")
        return name in _files(str(self.root), folder)

    def covers(self, path: str) -> bool:
        """Whether a path, once links are resolved, stays in the project."""
        root = os.path.realpath(self.root)
        return os.path.realpath(self.root / path).startswith(root + os.sep)

    def text(self, path: str) -> str:
        """The text of a file of the tree."""
        return (self.root / path).read_bytes().decode("utf-8", errors="replace")


@lru_cache(maxsize=1024)
def _files(root: str, folder: str) -> frozenset[str]:
    """The names of the files of a folder: one look serves all includes of all its pages."""
    path = Path(root, folder)
    if not path.is_dir():
        return frozenset()
    with os.scandir(path) as entries:
        return frozenset(entry.name for entry in entries if entry.is_file())


def directives(text: str, path: str, tree: Tree) -> Iterator[tuple[int, str]]:
    """Offset and target path of each include directive of a text that stands at `path`."""
    for match in _INCLUDE.finditer(text):
        if "~" not in match[1]:  # a path of another repository, which the dialect drops
            yield match.start(), resolve(match[1], path, tree.folder)


def resolve(written: str, path: str, folder: str) -> str:
    """The project-relative path of a directive's target; a leading slash is the docs folder."""
    base = folder if written.startswith("/") else path.rpartition("/")[0]
    below, _, name = written.lstrip("/").rpartition("/")
    return f"{_folder(base, below)}{_stem(name)}.md"


@lru_cache(maxsize=1024)
def _folder(base: str, below: str) -> str:
    """The folder that a path leads to from another one, with a slash; pages of one name few."""
    path = posixpath.normpath(posixpath.join(base, below))
    return "" if path == "." else path.rstrip("/") + "/"


def _stem(name: str) -> str:
    """A file's name without what follows its last dot; one that begins with it has no ending."""
    stem, dot, _ = name.rpartition(".")
    return stem if dot and stem.strip(".") else name


def problem(target: str, tree: Tree, chain: tuple[str, ...]) -> tuple[Rule, str] | None:
    """The rule that an include breaks and how, or None where it can be followed."""
    if target.startswith(("../", "/")):
        return OUTSIDE, f"the include `{target}` lies outside of the project"
    if target in chain:
        return CYCLE, f"the include `{target}` includes itself"
    if not tree.holds(target):
        return MISSING, f"there is no `{target}` to include"
    if not tree.covers(target):
        return OUTSIDE, f"the include `{target}` is a link out of the project"
    return None

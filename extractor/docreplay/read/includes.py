"""docfx includes: `[!INCLUDE [title](path)]` brings another file of the tree into a page."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, Protocol
from urllib.parse import unquote

from docreplay.model.finding import Rule
from docreplay.read.rules.include_cycle import RULE as CYCLE
from docreplay.read.rules.include_excessive import RULE as EXCESSIVE
from docreplay.read.rules.include_missing import RULE as MISSING
from docreplay.read.rules.include_outside import RULE as OUTSIDE

_TITLE = r"\[(?:(?:[^\[\]\n]++|\[[^\[\]\n]*\])*+|[^\]\n]*)\]"
_INCLUDE = re.compile(rf"\[!INCLUDE[ \t]*{_TITLE}\(([^)\s]+)[^)\n]*\)\]", re.IGNORECASE)
_CODE = re.compile(r"(?<![\\`])(`+)(?!`).*?(?<!`)\1(?!`)")
_DEPTH = 20
"""How many includes may lead from a page to a file."""
_FILES = 1000
"""How many files a page may bring in, each counted as often as it is included."""


class IncludeFiles(Protocol):
    """The files that pages may include, by project-relative path."""

    def kind(self, path: str) -> Literal["file", "folder", "outside", "missing"]:
        """Return what is at the path; `outside` is a link out of the project."""

    def text(self, path: str) -> str:
        """Return the text of a file. Raise `PageUnreadable` if it cannot be read."""


@dataclass(frozen=True, slots=True)
class Trail:
    """The way from a page through its includes to the file that is being read."""

    chain: tuple[str, ...]
    """The page, what it includes, and so on to that file."""
    included: list[str] = field(default_factory=list)
    """The files that the page has included so far, by whatever way."""

    def to(self, target: str) -> "Trail":
        """The way on to a file that is included."""
        self.included.append(target)
        return Trail((*self.chain, target), self.included)

    def problem(self, target: str, files: IncludeFiles) -> tuple[Rule, str] | None:
        """The rule that an include breaks and how, or None where it can be followed."""
        if target.startswith(("../", "/")):
            return OUTSIDE, f"the include `{target}` lies outside of the project"
        if target in self.chain:
            return CYCLE, f"the include `{target}` includes itself"
        match files.kind(target):
            case "outside":
                return OUTSIDE, f"the include `{target}` is a link out of the project"
            case "missing" | "folder":
                return MISSING, f"there is no `{target}` to include"
            case "file":
                return self._excess(target)

    def _excess(self, target: str) -> tuple[Rule, str] | None:
        if len(self.chain) > _DEPTH:
            why = f"{_DEPTH} includes lead here"
        elif len(self.included) >= _FILES:
            why = f"the page has {_FILES:,} files included"
        else:
            return None
        return EXCESSIVE, f"{why}, so `{target}` is left out"


def directives(text: str, path: str, docs: str) -> Iterator[tuple[int, str]]:
    """Offset and target path of each include directive of a text that stands at `path`.

    Inline code that shows one is none.
    """
    for match in _INCLUDE.finditer(text):
        if "~" in match[1]:  # a path of another repository, which the dialect drops
            continue
        if not _is_in_code(text, match.start()):
            yield match.start(), resolve(match[1], path, docs)


def _is_in_code(text: str, offset: int) -> bool:
    if text[offset - 1 : offset] == "\n":
        return False
    start = text.rfind("\n", 0, offset) + 1
    if text.find("`", start, offset) < 0:
        return False
    end = text.find("\n", offset)
    spans = _CODE.finditer(text, start, end if end >= 0 else len(text))
    return any(span.start() < offset < span.end() for span in spans)


def is_indented(text: str, offset: int) -> bool:
    """Whether so many blanks stand before an offset in its line that it may be indented code."""
    if text[offset - 1 : offset] == "\n":
        return False
    start = text.rfind("\n", 0, offset) + 1
    return text.find("    ", start, offset) >= 0 or text.find("\t", start, offset) >= 0


def resolve(written: str, path: str, folder: str) -> str:
    """The project-relative path of a directive's target; a leading slash is the docs folder.

    `%20` is a blank (RFC 3986 §2.1); what stands for a character without a picture stays.
    """
    decoded = unquote(written) if "%" in written else written
    written = decoded if decoded.isprintable() else written
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

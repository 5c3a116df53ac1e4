"""Find and resolve docfx includes: `[!INCLUDE [title](path)]`."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol
from urllib.parse import unquote

from docreplay.model.finding import Rule
from docreplay.read.code_spans import code_spans
from docreplay.read.rules.include_cycle import RULE as CYCLE
from docreplay.read.rules.include_excessive import RULE as EXCESSIVE
from docreplay.read.rules.include_missing import RULE as MISSING
from docreplay.read.rules.include_outside import RULE as OUTSIDE
from docreplay.read.tokens import Extent, is_in

_TITLE = r"\[(?:(?:[^\[\]\n]++|\[[^\[\]\n]*+\])*+|[^\]\n]{0,1000}+)\]"
_PATH = r"([^)\s]{1,2000}+)[^)\n]{0,1000}+"
_INCLUDE = re.compile(rf"\[!INCLUDE[ \t]*+{_TITLE}\({_PATH}\)\]", re.IGNORECASE)
_MAX_DEPTH = 20
"""Maximum number of includes from a page to a file."""
_MAX_FILES = 1000
"""Maximum number of files that a page includes, each counted every time."""
_MAX_LENGTH = 4_000_000
"""Maximum number of characters of these files."""


class IncludeFiles(Protocol):
    """Files that pages may include, by project-relative path."""

    def kind(self, path: str) -> str:
        """Return `file`, `folder`, `missing`, `outside` (a link out of the project) or another."""

    def text(self, path: str) -> str:
        """Return the text of a file. Raise `PageUnreadable` if it cannot be read."""


@dataclass(frozen=True, slots=True)
class Trail:
    """Chain of includes from a page to the file that is being read."""

    chain: tuple[str, ...]
    """Paths of the page, of the file that it includes, and so on to the current file."""
    included: list[str] = field(default_factory=list)
    """Files that the page has included so far, directly or not; shared by all its trails."""
    lengths: list[int] = field(default_factory=list)
    """Number of characters of each of them."""

    def to(self, target: str, length: int) -> "Trail":
        """Return the trail to a file that is included here, and count the file."""
        self.included.append(target)
        self.lengths.append(length)
        return Trail((*self.chain, target), self.included, self.lengths)

    def problem(self, target: str, files: IncludeFiles) -> tuple[Rule, str] | None:
        """Return the rule that an include breaks and a message; None if it can be followed."""
        if target.startswith(("../", "/")):
            return OUTSIDE, f"included file `{target}` is outside the project"
        if target in self.chain:
            return CYCLE, f"included file `{target}` includes itself"
        match files.kind(target):
            case "outside":
                return OUTSIDE, f"included file `{target}` is a link out of the project"
            case "file":
                return self._excess(target)
            case "special" | "unreadable":
                return MISSING, f"included file `{target}` cannot be read"
            case _:
                return MISSING, f"included file `{target}` does not exist"

    def _excess(self, target: str) -> tuple[Rule, str] | None:
        if len(self.chain) > _MAX_DEPTH:
            reason = f"includes are nested more than {_MAX_DEPTH} levels deep"
        elif len(self.included) >= _MAX_FILES:
            reason = f"the page includes more than {_MAX_FILES:,} files"
        elif sum(self.lengths) > _MAX_LENGTH:
            reason = f"the page includes more than {_MAX_LENGTH:,} characters"
        else:
            return None
        return EXCESSIVE, f"{reason}, so `{target}` is ignored"


def directives(text: str, path: str, docs: str) -> Iterator[tuple[int, str]]:
    """Yield offset and target path of each include directive in the text of the file at `path`.

    Directives in inline code are ignored.
    """
    spans: list[Extent] | None = None
    for match in _INCLUDE.finditer(text):
        if "~" in match[1]:  # a path in a different repository, which the dialect ignores
            continue
        if text[match.start() - 1 : match.start()] != "\n":
            spans = list(code_spans(text)) if spans is None else spans
            if is_in(spans, match.start()):
                continue
        yield match.start(), resolve(match[1], path, docs)


def is_indented(text: str, offset: int) -> bool:
    """Return True if the indentation before an offset may make its line indented code."""
    if text[offset - 1 : offset] == "\n":
        return False
    start = text.rfind("\n", 0, offset) + 1
    return text.find("    ", start, offset) >= 0 or text.find("\t", start, offset) >= 0


def resolve(written: str, path: str, folder: str) -> str:
    """Return the project-relative path of a directive's target; a leading slash is the docs folder.

    `%20` is a blank (RFC 3986 §2.1); a path with escapes of unprintable characters stays as it is.
    """
    decoded = unquote(written) if "%" in written else written
    written = decoded if decoded.isprintable() else written
    base = folder if written.startswith("/") else path.rpartition("/")[0]
    below, _, name = written.lstrip("/").rpartition("/")
    return f"{_folder(base, below)}{_stem(name)}.md"


@lru_cache(maxsize=1024)
def _folder(base: str, below: str) -> str:
    """Return the folder at a path relative to another folder, with a slash; `""` is the project.

    Cached, because the pages of a folder include files of few folders.
    """
    path = posixpath.normpath(posixpath.join(base, below))
    return "" if path == "." else path.rstrip("/") + "/"


def _stem(name: str) -> str:
    """Return a file's name without its extension; a leading dot does not start one."""
    stem, dot, _ = name.rpartition(".")
    return stem if dot and stem.strip(".") else name

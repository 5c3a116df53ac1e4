"""Find and resolve docfx includes: `[!INCLUDE [title](path)]`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol

from docreplay.model.finding import Rule
from docreplay.model.markup.include import INCLUDE, resolve
from docreplay.read.markup.code_spans import code_spans
from docreplay.read.markup.tokens import Extent, is_in
from docreplay.read.rules.include_cycle import RULE as CYCLE
from docreplay.read.rules.include_excessive import RULE as EXCESSIVE
from docreplay.read.rules.include_missing import RULE as MISSING
from docreplay.read.rules.include_outside import RULE as OUTSIDE

_MAX_DEPTH = 20
"""Maximum number of includes from a page to a file."""
_MAX_FILES = 1000
"""Maximum number of files that a page includes, each counted every time."""


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
    max_length: int = 2_000_000
    """Maximum number of characters of all of them."""

    def count(self, target: str, length: int) -> None:
        """Take note of a file that is included here."""
        self.included.append(target)
        self.lengths.append(length)

    def to(self, target: str) -> "Trail":
        """Return the trail to a file that is included here."""
        return replace(self, chain=(*self.chain, target))

    def problem(self, target: str, files: IncludeFiles) -> tuple[Rule, str] | None:
        """Return the rule that an include breaks and a message; None if it can be followed."""
        if target.startswith(("../", "/")):
            return OUTSIDE, f"included file `{target}` is outside the project"
        if target in self.chain:
            return CYCLE, f"included file `{target}` includes itself"
        match kind := files.kind(target):
            case "outside":
                return OUTSIDE, f"included file `{target}` is a link out of the project"
            case "file" | "large":
                return self._excess(target, is_large=kind == "large")
            case "special" | "unreadable":
                return MISSING, f"included file `{target}` cannot be read"
            case _:
                return MISSING, f"included file `{target}` does not exist"

    def _excess(self, target: str, *, is_large: bool) -> tuple[Rule, str] | None:
        if is_large:
            reason = f"`{target}` is larger than `max-page-bytes`"
        elif len(self.chain) > _MAX_DEPTH:
            reason = f"includes are nested more than {_MAX_DEPTH} levels deep"
        elif len(self.included) >= _MAX_FILES:
            reason = f"the page includes more than {_MAX_FILES:,} files"
        elif sum(self.lengths) > self.max_length:
            reason = f"the page includes more than {self.max_length:,} characters"
        else:
            return None
        return EXCESSIVE, f"{reason}, so {'it' if is_large else f'`{target}`'} is ignored"


def directives(text: str, path: str, docs: str) -> Iterator[tuple[int, str]]:
    """Yield offset and target path of each include directive in the text of the file at `path`.

    Directives in inline code are ignored.
    """
    spans: list[Extent] | None = None
    for match in INCLUDE.finditer(text):
        if "~" in match[1]:  # a path in a different repository, which the dialect ignores
            continue
        if text[match.start() - 1 : match.start()] != "\n":
            spans = list(code_spans(text)) if spans is None else spans
            if is_in(spans, match.start()):
                continue
        yield match.start(), resolve(match[1], path, docs)


def is_any_indented(text: str, offsets: Iterable[int]) -> bool:
    """Return True if what is before one of the ascending offsets may make its line indented code.

    Each character is looked at once, even if many offsets are on one line.
    """
    seen = 0
    for offset in offsets:
        start = text.rfind("\n", seen, offset) + 1 or seen
        if text.find("    ", start, offset) >= 0 or text.find("\t", start, offset) >= 0:
            return True
        seen = offset
    return False

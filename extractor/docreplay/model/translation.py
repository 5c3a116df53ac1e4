"""Verdicts about translated pages: three for each, independent of each other."""

from dataclasses import dataclass
from typing import Literal

from docreplay.model.finding import Finding
from docreplay.model.location import Range

State = Literal["up-to-date", "outdated", "missing", "orphaned", "moved", "unknown"]
Integrity = Literal["intact", "damaged", "unknown"]
Freshness = Literal["current", "code", "markup", "typo", "prose", "changed", "unknown"]
"""Class of the changes since the version that the translation was made from; `changed` if that
version is not available. `code` comprises code, annotations and metadata."""
Trust = Literal["sound", "unverified", "doubtful", "unstamped"]
"""`unverified`: no available page has the stamped hash."""
Basis = Literal["stamped", "spans", "today", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedSentence:
    """A changed sentence: old source, new source, and the current translation.

    An added or removed sentence has `""`. Changes in a row are one. Lines are 1-based.
    """

    old: str
    new: str
    translation: str
    line: int
    """Line in the translation."""
    source_line: int
    """Line in the current source."""
    place: Range | None = None
    """Where the translation is; None if it is in pieces on a bilingual page, or there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageVerdict:
    """Verdicts about a translated page."""

    path: str
    locale: str
    state: State
    integrity: Integrity = "unknown"
    freshness: Freshness = "unknown"
    trust: Trust = "unstamped"
    words: int = 0
    """Number of words of the source to translate (again)."""
    basis: Basis = "none"
    """Source version of the integrity check."""
    changes: tuple[ChangedSentence, ...] = ()
    """Changed sentences of the source, if their old version is available."""

    @property
    def to_translate(self) -> str:
        """The number of words to translate, as `1 word to translate`."""
        return f"{self.words} word{'' if self.words == 1 else 's'} to translate"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPage:
    """A page before and after its fixes; line ends and BOM are as on disk."""

    path: str
    before: str
    after: str
    fixes: int
    fixed: tuple[Finding, ...] = ()
    """Findings that were fixed, at their places before; empty if it was no finding that changed
    the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamped:
    """What a run recorded, and what it did not."""

    recorded: tuple[str, ...] = ()
    """Paths of the translations whose records are now those of the current sources."""
    own: tuple[str, ...] = ()
    """Paths of those that have a stamp in their front matter, which counts."""
    without_source: tuple[str, ...] = ()

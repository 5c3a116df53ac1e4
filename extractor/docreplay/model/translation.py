"""What is said of translated pages: three verdicts of each, which do not depend on each other."""

from dataclasses import dataclass
from typing import Literal

from docreplay.model.run import Run

State = Literal["up-to-date", "outdated", "missing", "orphaned", "moved", "unknown"]
Integrity = Literal["intact", "damaged", "unknown"]
Freshness = Literal["current", "code", "markup", "typo", "prose", "changed", "unknown"]
"""What today's source has that the version of the translation had not; `changed` where that
version is not at hand, so that only the fact is known. `code` is code, annotations and metadata."""
Trust = Literal["sound", "unverified", "doubtful", "unstamped"]
"""`unverified` is a stamp that no page at hand answers to."""
Basis = Literal["stamped", "spans", "today", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedSentence:
    """What the source said, what it says now, and how it is translated.

    Where the source says nothing, that is `""`. Sentences in a row that changed are one. Lines are
    1-based.
    """

    old: str
    new: str
    translation: str
    line: int
    """The line of the translation."""
    source_line: int
    """The line of the source of today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageVerdict:
    """How a translated page stands."""

    path: str
    locale: str
    state: State
    integrity: Integrity = "unknown"
    freshness: Freshness = "unknown"
    trust: Trust = "unstamped"
    words: int = 0
    """How many words of the source are to be translated (again)."""
    basis: Basis = "none"
    """What integrity was judged by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """What is said of the translations, and of each of them as a whole, by path."""

    run: Run
    pages: tuple[PageVerdict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPage:
    """A page before and after its fixes; line ends and BOM are as on disk."""

    path: str
    before: str
    after: str
    fixes: int

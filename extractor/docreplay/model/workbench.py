"""The work of translators on each page, with the texts that are needed for it.

Offsets are those of characters in the text of the page as it is on disk, byte order mark and line
ends included; an end is behind the last character.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from docreplay.model.finding import Safety
from docreplay.model.markup.text_fixes import TextChange
from docreplay.model.translation import PageVerdict

Lane = Literal["sync", "repair", "retranslate"]
"""`sync` needs no reading, `repair` has a text that is damaged, `retranslate` a changed source."""
LANES: tuple[Lane, ...] = ("sync", "repair", "retranslate")


class AlignedText(NamedTuple):
    """A part of a page: the source that was translated, the source now, and the translation."""

    kind: Literal["title", "text", "cell", "code"]
    then: str
    now: str
    translation: str
    """Without the markup of bilingual pages."""
    start: int
    end: int
    """Where the translation is on the page; equal if it is in pieces there."""
    is_guess: bool = False
    """Whether the parts of the section could not be matched one to one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to decide about one place of a page."""

    lane: Lane
    cause: str
    """What it has in common with tasks on other pages, as a sentence."""
    fingerprint: str
    """What identifies it in another run, unique on its page."""
    message: str
    line: int
    code: str = ""
    safety: Safety = "manual"
    replacements: tuple[TextChange, ...] = ()
    """What accepting it changes."""
    start: int = 0
    end: int = 0
    """The text that can be edited; equal if there is none."""
    row: int = -1
    """Index of the aligned text that it is about, or -1."""
    mark: tuple[int, int] = (0, 0)
    """Where the damaged text is in that translation."""
    expected: str = ""
    actual: str = ""
    words: int = 0
    """Number of words of the source that have changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTasks:
    """A translation with its tasks."""

    verdict: PageVerdict
    source: str
    """Path of the source, or `""`."""
    text: str
    rows: tuple[AlignedText, ...] = ()
    tasks: tuple[Task, ...] = ()
    renewal: tuple[TextChange, ...] = ()
    """Changes of the stamp that are right once all of its changes are in the translation."""
    record: tuple[TextChange, ...] = ()
    """The same for the file of records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbench:
    """The pages of a project that have tasks."""

    pages: tuple[PageTasks, ...] = ()
    record_file: str = ""
    """Path of the file of recorded stamps, if one of them may be renewed."""
    records: str = field(default="", repr=False)
    """Text of that file."""

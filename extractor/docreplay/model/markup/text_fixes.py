"""Apply fixes to the text of a page; all other text keeps its bytes."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from docreplay.model.finding import Edit, Finding, Safety
from docreplay.model.location import Location

_LINE_END = re.compile(r"\r\n|\n|\r")
_MAX_ROUNDS = 10
FindFindings = Callable[[str], Sequence[Finding]]
"""Function that returns the findings of a text."""


class FixedText(NamedTuple):
    """A text after its fixes, the number of applied edits, and the findings that they fixed."""

    text: str
    fixes: int
    fixed: tuple[Finding, ...] = ()


class TextChange(NamedTuple):
    """New text for a stretch of a text; offsets are 0-based, `end` is behind the stretch."""

    start: int
    end: int
    text: str


def fix_until_stable(
    text: str,
    find: FindFindings,
    safeties: frozenset[Safety],
) -> FixedText:
    """Apply the fixes of the findings, and find again, until no fix is left.

    A fix that would increase the number of findings is skipped, unless it reveals them; the others
    are applied. Of fixes that undo each other, those from the start of their cycle on are dropped,
    and a text whose findings only move in every round stays as it was: so a second call never
    changes it again.
    """
    found, fixes = find(text), 0
    past, before = [FixedText(text, 0)], len(found)
    mended: list[Finding] = []
    for _ in range(_MAX_ROUNDS):
        revealing = [item for item in found if item.fix and item.fix.reveals]
        edits = _compatible(_selected(revealing, safeties) or _selected(found, safeties))
        fixed = applied(text, edits)
        if fixed == text:
            break
        left = find(fixed)
        if len(left) > len(found) and not _selected(revealing, safeties):
            edits = _harmless(text, edits, find, len(found))
            if not edits:
                break
            fixed = applied(text, edits)
            left = find(fixed)
        mended += _of_edits(found, edits)
        text, found, fixes = fixed, left, fixes + len(edits)
        if cycle := next((earlier for earlier in past if earlier.text == text), None):
            return cycle
        past.append(FixedText(text, fixes, tuple(mended)))
    else:
        return past[-1] if len(found) < before else past[0]
    return past[-1]


def _of_edits(found: Iterable[Finding], edits: Iterable[Edit]) -> list[Finding]:
    """Return the findings whose fixes are among the edits."""
    done = set(edits)
    return [
        item for item in found if item.fix and item.fix.edits and done.issuperset(item.fix.edits)
    ]


def _harmless(text: str, edits: Sequence[Edit], find: FindFindings, most: int) -> list[Edit]:
    """Return the edits that, applied in turn, leave at most `most` findings."""
    kept: list[Edit] = []
    for edit in edits:
        if len(find(applied(text, [*kept, edit]))) <= most:
            kept.append(edit)
    return kept


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with the edits, which must not overlap; line ends and BOM stay."""
    parts, at = [], 0
    for start, end, new in replacements(text, edits):
        parts += [text[at:start], new]
        at = max(at, end)
    return "".join([*parts, text[at:]])


def replacements(text: str, edits: Iterable[Edit]) -> tuple[TextChange, ...]:
    """Return what edits replace in a text as it is on disk, in order, with its line ends."""
    offset, first_end = offsets(text), _LINE_END.search(text)
    line_end = first_end[0] if first_end else "\n"
    last_first = sorted(edits, key=lambda edit: edit.start, reverse=True)
    return tuple(  # of edits at the same place, the last one comes first
        TextChange(offset(edit.start), offset(edit.end), edit.text.replace("\n", line_end))
        for edit in last_first[::-1]
    )


def offsets(text: str) -> Callable[[Location], int]:
    """Return the function that gives the offset of a place in a text as it is on disk.

    That of a code block without a closing fence ends behind a line end, which the last line of a
    page may not have: it is the end of the text then.
    """
    starts = [int(text.startswith("\ufeff")), *(end.end() for end in _LINE_END.finditer(text))]
    return lambda place: min(starts[place.line - 1] + place.column - 1, len(text))


def _selected(found: Iterable[Finding], safeties: frozenset[Safety]) -> list[Edit]:
    return [
        edit
        for finding in found
        if finding.fix and finding.fix.safety in safeties
        for edit in finding.fix.edits
    ]


def _compatible(edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits that do not touch an earlier one; the next round applies the others."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if not kept or edit.start > kept[-1].end:
            kept.append(edit)
    return kept

"""Applies fixes to a page's text; whatever no fix touches keeps its bytes."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from docreplay.model.finding import Edit, Finding, Safety
from docreplay.model.location import Location

_LINE_END = re.compile(r"\r\n|\n|\r")
_ROUNDS = 10
FindFindings = Callable[[str], Sequence[Finding]]
"""What is wrong with a text."""


class FixedText(NamedTuple):
    """A text after its fixes, and how many were applied."""

    text: str
    fixes: int


def fix_until_stable(
    text: str,
    look: FindFindings,
    safeties: frozenset[Safety],
) -> FixedText:
    """Applies what `look` finds fixes for, and looks again, until nothing is left to apply.

    A fix that leaves more findings than there were is left out; the others are applied. Fixes that
    undo each other are left out where their circle begins, and a text whose findings only move with
    every round is left as it was: so a second call never changes the text again.
    """
    found, fixes = look(text), 0
    past, before = [FixedText(text, 0)], len(found)
    for _ in range(_ROUNDS):
        edits = _compatible(_wanted(found, safeties))
        healed = applied(text, edits)
        if healed == text:
            break
        left = look(healed)
        if len(left) > len(found):
            edits = _harmless(text, edits, look, len(found))
            if not edits:
                break
            healed = applied(text, edits)
            left = look(healed)
        text, found, fixes = healed, left, fixes + len(edits)
        if circle := next((earlier for earlier in past if earlier.text == text), None):
            return circle
        past.append(FixedText(text, fixes))
    else:
        return past[-1] if len(found) < before else past[0]
    return past[-1]


def _harmless(text: str, edits: Sequence[Edit], look: FindFindings, most: int) -> list[Edit]:
    """Those that may be applied one after the other without more findings than so many."""
    kept: list[Edit] = []
    for edit in edits:
        if len(look(applied(text, [*kept, edit]))) <= most:
            kept.append(edit)
    return kept


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits, which must not overlap; line ends and BOM stay."""
    starts = [int(text.startswith("\ufeff")), *(end.end() for end in _LINE_END.finditer(text))]
    first_end = _LINE_END.search(text)
    line_end = first_end[0] if first_end else "\n"
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        start, end = (_offset(starts, place) for place in (edit.start, edit.end))
        text = text[:start] + edit.text.replace("\n", line_end) + text[end:]
    return text


def _offset(starts: Sequence[int], place: Location) -> int:
    return starts[place.line - 1] + place.column - 1


def _wanted(found: Iterable[Finding], safeties: frozenset[Safety]) -> list[Edit]:
    return [
        edit
        for finding in found
        if finding.fix and finding.fix.safety in safeties
        for edit in finding.fix.edits
    ]


def _compatible(edits: Iterable[Edit]) -> list[Edit]:
    """The edits that do not touch an earlier one; the others wait for the next round."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if not kept or edit.start > kept[-1].end:
            kept.append(edit)
    return kept

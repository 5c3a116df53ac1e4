r"""Asterisks of bold text are shown as text.

## What it means
A pair of asterisks in the translation neither opens nor closes bold text according to CommonMark
(§6.2), because of the punctuation or blanks beside it, or it was escaped. In the source the pair is
correct.

## Why it matters
Readers see the asterisks, and the words are not bold.

## What it leaves alone
Asterisks that the source shows or escapes too, that are in code, and texts with an odd number of
single asterisks.

    Geben Sie \*\* ein.

## Example
    **重要说明：**Microsoft Graph

## Fix
Move the punctuation out of the asterisks, or put a blank after them.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.rule import Deviation, UnitCheck
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup.markup import Span

RULE = Rule(code="DRI333", name="emphasis-broken", severity=Severity.WARNING)

_CODE = re.compile(
    r"^[ \t]*[*+-][ \t]|(?<!`)(`++).{0,1000}?(?<!`)\1(?!`)"
    r"|\]\((?:[^)\]\n]|\](?!\())*+\)|<[^<>\n]*>|\\[*_]"
)
_SPAN = re.compile(r"(?<!`)(`++)[^\n]{0,1000}?(?<!`)\1(?!`)")
_BOLD = re.compile(r"\*\*(?=\S)[^*\n]+(?<=\S)\*\*")
_ESCAPED = re.compile(r"\\\*(?:\\?\*)")
"""Two asterisks of which at least the first is escaped."""
_RUN = re.compile(r"\*+")


def _may_report(unit: Unit) -> bool:
    """Return True if only the translation shows asterisks."""
    return _shown(unit) is not None


def find(pair: PagePair, units: Sequence[Unit]) -> Iterator[Deviation]:
    """Yield texts that show asterisks although their sources do not."""
    for unit in units:
        at = _shown(unit)
        if at is not None:
            start = unit.target.start + at
            message = "asterisks are shown as text, not as bold"
            yield Deviation(
                message, Span("**", start, start + 2), unit.source.start, unit.source.text, "**"
            )


def _shown(unit: Unit) -> int | None:
    """Return the offset of the first asterisks that only the translation shows, or None."""
    text = unit.target.text
    if ("**" not in text and "\\*" not in text) or stray(unit.source.text) is not None:
        return None
    escaped = _ESCAPED.search(_SPAN.sub(_masked, text))
    if escaped and _BOLD.search(unit.source.text) and "\\*" not in unit.source.text:
        return escaped.start()
    return stray(text)


def stray(text: str) -> int | None:
    """Return the offset of the first pair of asterisks that neither opens nor closes, or None.

    Texts with runs of more than two, or with an odd number of single ones, are not checked.
    """
    if "*" not in text:
        return None
    masked = _CODE.sub(_masked, text)
    runs = list(_RUN.finditer(masked))
    lengths = [len(run[0]) for run in runs]
    if max(lengths, default=0) > 2 or lengths.count(1) % 2:
        return None
    opened: list[int] = []
    for run in (run for run in runs if len(run[0]) == 2):
        left, right = _flanking(masked, *run.span())
        if right and opened:
            opened.pop()
        elif left:
            opened.append(run.start())
        else:
            return run.start()
    return opened[0] if opened else None


def _masked(match: re.Match[str]) -> str:
    """Return a placeholder of the same length and edges, which determine adjacent runs."""
    text = match[0]
    return "\\." if len(text) == 2 else f"{text[0]}{'x' * (len(text) - 2)}{text[-1]}"


def _flanking(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Return whether a run is left-flanking, and whether it is right-flanking (§6.2)."""
    before, after = _kind(text[start - 1 : start]), _kind(text[end : end + 1])
    left = after == "letter" or (after == "punctuation" and before != "letter")
    right = before == "letter" or (before == "punctuation" and after != "letter")
    return left, right


def _kind(character: str) -> str:
    if not character or character.isspace():
        return "blank"
    return "punctuation" if unicodedata.category(character)[0] in "PS" else "letter"


CHECK = UnitCheck(RULE, find, _may_report)

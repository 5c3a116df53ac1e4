"""The items of an enumeration were separated from their commas.

## What it means
The source enumerates code spans, links or bold names. In the translation two separators follow each
other, or several of the items do without a separator, unlike in the source. So do the same two
items, or two permissions (`User.Read User.Export.All`), which a comma separates there.

## Why it matters
Readers cannot see which values there are, and where the sentence goes on.

## What it leaves alone
Separators that pile up in the source as well, in code, items that a word joins, and blanks between
items in Thai, Lao, Burmese and Khmer.

    `none`, `shift` und `swapRequest`

## Example
    Os valores possíveis `none` são , , , `shift` `swapRequest` `openshift` .

## Fix
Put the items and separators in the order of the source.
"""

import re
from collections.abc import Iterator, Sequence

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.rule import Deviation, UnitCheck
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup.markup import Span

RULE = Rule(code="DRI346", name="list-scrambled", severity=Severity.WARNING)

_ITEM = re.compile(
    r"(?<![`\\])(`++)[^\n]{1,200}?(?<!`)\1(?!`)|\[[^\[\]\n]{1,200}\](?:\([^()\n]{0,500}\)|\[[^\]\n]*\])"
    r"|\*\*[^*\n]{1,200}\*\*"
)
_LISTED = re.compile(
    "\0[ \t\n]*(?:[,、，;；](?:[ \t\n]*(?:and|or)\\b)?|and\\b|or\\b)[ \t\n]*(?=\0)"
)
_PILED = re.compile(r"[,，、،;；](?:[ \t\u00a0\n]*[,，、،;；])+")
_GLUED = re.compile("\0[ \t\u00a0]*(?=\0)")
_GAP, _SEPARATOR = r"(?P<gap>[ \u00a0]+)", r"(?:, ?(?:and |or )?| and | or )"
_SPAN, _NEXT_SPAN = r"(?<!`)(`[^`\n]{1,100}`)", r"(?=(?P<next>`[^`\n]{1,100}`)(?!`))"
_SCOPE = r"(?<![\w.])([A-Z]\w+(?:\.[A-Z]\w+)+)"
_NEXT_SCOPE = r"(?=(?P<next>[A-Z]\w+(?:\.[A-Z]\w+)+)(?!\w|\.\w))"
_PAIRS = tuple(
    (re.compile(one + _GAP + other), re.compile(one + _SEPARATOR + other))
    for one, other in ((_SPAN, _NEXT_SPAN), (_SCOPE, _NEXT_SCOPE))
)
"""Two code spans, and two names with full stops, with only a blank between them, and apart."""
_SPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Scripts in which a blank separates the items of a list: Thai, Lao, Burmese, Khmer."""
_MIN_ITEMS = 3
_MIN_GLUED = 2
"""Numbers of items of an enumeration, and of pairs of them without anything between."""


def _may_report(unit: Unit) -> bool:
    """Return True if separators or items of a text pile up."""
    return _disorder(unit) is not None


def find(pair: PagePair, units: Sequence[Unit]) -> Iterator[Deviation]:
    """Yield the first place of each text at which separators or items pile up."""
    for unit in units:
        if at := _disorder(unit):
            yield _deviation(unit, *at)


def _disorder(unit: Unit) -> tuple[int, int] | None:
    if unit.source.text == unit.target.text or "\n\n" in unit.source.text:
        return None
    return _piled(unit) or _joined(unit.source.text, unit.target.text)


def _piled(unit: Unit) -> tuple[int, int] | None:
    if not _may_have_items(unit.source.text):
        return None
    source = _masked(unit.source.text)
    if len(_LISTED.findall(source)) < _MIN_ITEMS - 1 or _PILED.search(source):
        return None
    return _first(source, _masked(unit.target.text))


def _may_have_items(text: str) -> bool:
    """Return True if a text has the marks of enough items; most texts have none."""
    return text.count("`") // 2 + text.count("[") + text.count("**") // 2 >= _MIN_ITEMS


def _joined(source: str, target: str) -> tuple[int, int] | None:
    """Return the first blank between two items that a separator is between in the source."""
    if not _may_be_joined(source, target) or _SPACED.search(target):
        return None
    for beside, apart in _PAIRS:
        separated = {(pair[1], pair["next"]) for pair in apart.finditer(source)}
        blank = {(pair[1], pair["next"]) for pair in beside.finditer(source) if pair["gap"] == " "}
        lost = separated - blank
        for pair in beside.finditer(target):
            if (pair[1], pair["next"]) in lost:
                return pair.span("gap")
    return None


def _may_be_joined(source: str, target: str) -> bool:
    """Return True if a text has items beside each other, or fewer separators than its source."""
    if "` `" in target or "`\u00a0`" in target:
        return True
    return "." in source and source.count(",") > sum(map(target.count, ",،，、"))


def _first(source: str, target: str) -> tuple[int, int] | None:
    """Return start and end of the first place at which something piles up."""
    if piled := _PILED.search(target):
        return piled.span()
    glued = list(_GLUED.finditer(target))
    if len(glued) >= _MIN_GLUED and not _GLUED.search(source) and not _SPACED.search(target):
        return glued[0].start() + 1, glued[0].end()
    return None


def _deviation(unit: Unit, start: int, end: int) -> Deviation:
    place = Span(unit.target.text[start:end], unit.target.start + start, unit.target.start + end)
    message = "items and separators of the enumeration are out of order"
    expected, actual = unit.source.text[:200], unit.target.text[:200]
    return Deviation(message, place, unit.source.start, expected, actual)


def _masked(text: str) -> str:
    """Return the text with control characters for its items, NUL at both ends."""
    if "`" not in text and "[" not in text and "**" not in text:
        return text
    return _ITEM.sub(lambda item: "\0" + "\1" * (len(item[0]) - 2) + "\0", text)


CHECK = UnitCheck(RULE, find, _may_report)

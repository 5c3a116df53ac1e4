"""A section has other lists, quotes or tabs than in the source.

## What it means
The list items, numbered items, quoted blocks and tab headings (`# [C#](#tab/csharp)`) of the
section are not those of the source's, in number or order.

## Why it matters
Steps that are gone or run into each other are not followed, and examples in lost tabs are not seen.

## Example
    1. 打开页面。 2. 保存照片。

where the source has two steps on two lines.

## Fix
Compare the section with the source's and give it the same blocks.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from docreplay.drift.align import PagePair, Section
from docreplay.drift.paragraphs import aligned
from docreplay.drift.rule import Check, Deviation
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup import Heading, Span

RULE = Rule(code="DRI306", name="block-sequence-changed", severity=Severity.WARNING)

_ITEM = re.compile(r"[-*+][ \t]")
_NUMBERED = re.compile(r"\d{1,9}[.)][ \t]")
_TAB = re.compile(r"\[[^\]\n]*\]\s?[(（]#tab/")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Sections whose blocks are others, and headings that are no tabs any more."""
    if _kinds(pair.source.paragraphs) != _kinds(pair.target.paragraphs):
        for mine, theirs in pair.sections:
            yield from _section(mine, theirs)
    for mine, theirs in pair.sections:
        if (
            mine.heading
            and theirs.heading
            and _is_tab(mine.heading)
            and not _is_tab(theirs.heading)
        ):
            tab, words = mine.heading.title.text, theirs.heading.title
            message = f"this heading is no tab any more, as `{tab}` is"
            # the line as a whole, so that the lost link is not told as well
            place = Span(words.text, theirs.heading.start, words.end)
            yield Deviation(message, place, mine.heading.start, tab, words.text)


def _section(mine: Section, theirs: Section) -> Iterator[Deviation]:
    expected, actual = _kinds(mine.paragraphs), _kinds(theirs.paragraphs)
    if expected != actual:
        counts = _counted(expected), _counted(actual)
        message = f"this section has {counts[1]}, the source's has {counts[0]}"
        at, origin = _first(mine, theirs)
        yield Deviation(message, Span("", at, at), origin, *counts)


def _first(mine: Section, theirs: Section) -> tuple[int, int]:
    """Where the first block stands that is another one, in the translation and in the source."""
    at = theirs.heading.title.end if theirs.heading else 0
    for source, target in aligned(mine.paragraphs, theirs.paragraphs):
        origin = source[-1].start if source else mine.paragraphs[0].start if mine.paragraphs else 0
        if len(source) > len(target) and target:
            return _second(source, target[0]), origin
        if _kinds(source) != _kinds(target):
            return (target[0].start if target else at), origin
        at = target[-1].end if target else at
    return at, mine.heading.start if mine.heading else 0


def _second(source: Sequence[Span], target: Span) -> int:
    """Where the second of two paragraphs begins that are one now: at the likeliest line."""
    share = len(source[0].text) / sum(len(part.text) for part in source)
    ends = [at for at, sign in enumerate(target.text) if sign == "\n"]
    likely = share * len(target.text)
    nearest = min(ends, key=lambda at: abs(at - likely), default=-1)
    return target.start + nearest + 1


def _kinds(paragraphs: Iterable[Span]) -> list[str]:
    return [kind for part in paragraphs if (kind := _kind(part))]


def _kind(part: Span) -> str:
    """What kind of block a stretch of text begins; pipelines put videos into quotes."""
    first = part.text[0]
    if first == ">":
        return "" if "[!VIDEO" in part.text else "quote"
    if first in "-*+":
        return "list item" if _ITEM.match(part.text) else ""
    return "numbered item" if first.isdigit() and _NUMBERED.match(part.text) else ""


def _is_tab(heading: Heading) -> bool:
    """Whether it is one, be its link in one piece or apart."""
    return heading.title.text[:1] == "[" and _TAB.match(heading.title.text) is not None


def _counted(kinds: list[str]) -> str:
    """`2 list items, 1 quote` in the order in which they begin; their order where that is all."""
    counts = Counter(kinds)
    parts = [f"{number} {kind}{'s' * (number > 1)}" for kind, number in counts.items()]
    return ", then ".join(parts) or "no lists and quotes"


CHECK = Check(RULE, find)

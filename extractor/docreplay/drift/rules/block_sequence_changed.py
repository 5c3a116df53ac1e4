"""The lists, quotes or tabs of a section differ from the source.

## What it means
The list items, numbered items, quotes and tab headings (`# [C#](#tab/csharp)`) of the section
differ from those of the source in number or order.

## Why it matters
Readers skip steps that are missing or joined, and do not see the examples in lost tabs.

## What it leaves alone
Bullets of another kind, videos that a tool has put into a quote, and paragraphs that were joined or
divided.

    * Öffnen Sie die Seite.

where the source says `- Open the page.`

## Example
    1. 打开页面。 2. 保存照片。

where the source has two steps on two lines.

## Fix
Compare the section with the source, and restore its blocks.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from docreplay.drift.align import PagePair
from docreplay.drift.paragraphs import aligned
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.drift.sections import Section
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup.markup import Heading, Span

RULE = Rule(code="DRI306", name="block-sequence-changed", severity=Severity.WARNING)

_ITEM = re.compile(r"[-*+][ \t]")
_NUMBERED = re.compile(r"\d{1,9}[.)][ \t]")
_TAB = re.compile(r"\[[^\]\n]*\]\s?[(（]#tab/")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield sections with different blocks, and headings that are no longer tabs."""
    if _kinds(pair.source.paragraphs) != _kinds(pair.target.paragraphs):
        for source, target in pair.sections:
            yield from _section(source, target)
    for source, target in pair.sections:
        if (
            source.heading
            and target.heading
            and _is_tab(source.heading)
            and not _is_tab(target.heading)
        ):
            tab, words = source.heading.title.text, target.heading.title
            message = f"heading is not a tab (source: `{tab}`)"
            # covers the line: no other rule then reports the lost link
            place = Span(words.text, target.heading.start, words.end)
            yield Deviation(message, place, source.heading.start, tab, words.text)


def _section(source: Section, target: Section) -> Iterator[Deviation]:
    expected, actual = _kinds(source.paragraphs), _kinds(target.paragraphs)
    if expected != actual:
        counts = _counted(expected), _counted(actual)
        message = f"section has {counts[1]} (source: {counts[0]})"
        at, origin = _first_difference(source, target)
        yield Deviation(message, Span("", at, at), origin, *counts)


def _first_difference(source_section: Section, target_section: Section) -> tuple[int, int]:
    """Return the offsets of the first block that differs, in the translation and the source."""
    at = target_section.heading.title.end if target_section.heading else 0
    for source, target in aligned(source_section.paragraphs, target_section.paragraphs):
        origin = (
            source[-1].start
            if source
            else source_section.paragraphs[0].start
            if source_section.paragraphs
            else 0
        )
        if len(source) > len(target) and target:
            return _second(source, target[0]), origin
        if _kinds(source) != _kinds(target):
            return (target[0].start if target else at), origin
        at = target[-1].end if target else at
    return at, source_section.heading.start if source_section.heading else 0


def _second(source: Sequence[Span], target: Span) -> int:
    """Return the likeliest line start of the second of two paragraphs that were joined."""
    share = len(source[0].text) / sum(len(part.text) for part in source)
    ends = [at for at, sign in enumerate(target.text) if sign == "\n"]
    likely = share * len(target.text)
    nearest = min(ends, key=lambda at: abs(at - likely), default=-1)
    return target.start + nearest + 1


def _kinds(paragraphs: Iterable[Span]) -> list[str]:
    return [kind for part in paragraphs if (kind := _kind(part))]


def _kind(part: Span) -> str:
    """Return the kind of block that a text begins; pipelines put videos into quotes."""
    first = part.text[0]
    if first == ">":
        return "" if "[!VIDEO" in part.text else "quote"
    if first in "-*+":
        return "list item" if _ITEM.match(part.text) else ""
    return "numbered item" if first.isdigit() and _NUMBERED.match(part.text) else ""


def _is_tab(heading: Heading) -> bool:
    """Return True if a heading is a tab, even if the parts of its link are separated."""
    return heading.title.text[:1] == "[" and _TAB.match(heading.title.text) is not None


def _counted(kinds: list[str]) -> str:
    """Return the number of each kind, in the order of their first blocks."""
    counts = Counter(kinds)
    parts = [f"{number} {kind}{'s' * (number > 1)}" for kind, number in counts.items()]
    return ", then ".join(parts) or "no lists and quotes"


CHECK = DriftCheck(RULE, find)

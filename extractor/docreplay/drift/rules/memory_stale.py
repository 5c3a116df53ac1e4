"""The source of a translated sentence is not on the source page.

## What it means
According to the bilingual spans, the page translates a sentence that the stamped version does not
contain. It comes from a translation memory, or the page was edited. The translation itself may be
right, so this is a note, and a warning only if the translation has a name or number that is nowhere
on the source page.

## Why it matters
Readers get information that the source does not contain, often about a different product.

## What it leaves alone
Short sentences, and differences in punctuation, tags and the targets of links.

    Weitere Infos

whose source on the page says `More` and that of the version `More…`.

## Example
    <span class="sxs-lookup">…Lists the connectors.…</span>

on a page about devices.

## Fix
Translate the sentence of the source.
"""

import re
from collections.abc import Iterable, Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.normalize import strip_invisible
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup.markup import Segment, Span

RULE = Rule(code="DRI342", name="memory-stale", severity=Severity.NOTE)

_IGNORED = re.compile(r"[^A-Za-z0-9]+")
_TARGET = re.compile(r"\]\((?:[^)\s\]]|\](?!\())*+\)|</?[A-Za-z][^<>\n]*>|&[a-z]+;")

_SIGN = "[.,\u00a0\u202f ]"
_BETWEEN_DIGITS = re.compile(rf"(?<=\d){_SIGN}(?=\d)")
_DIGITS = re.compile(r"\d+")
_NAME = re.compile(
    rf"(?<![A-Za-z0-9_])(?:\d+(?:{_SIGN}\d+)*|[a-z]+[A-Z][A-Za-z]*|[A-Z][a-z]+(?:[A-Z][a-z]+)+)"
    r"(?![A-Za-z0-9_])"
)
"""A number, or a word with a capital inside."""


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield segments whose source is not in the source version; only letters and digits count."""
    segments = pair.target.segments
    if pair.basis != "stamped" or not segments:
        return
    text = pair.source.text
    doubtful = list(absent(segments, text))
    words = _letters(text) if doubtful else ""
    for segment in doubtful:
        key = _letters(segment.source)
        if len(key) >= 8 and key not in words:
            start = pair.target.places.within(segment.offset)
            place = Span(segment.target, start, start + len(segment.target))
            message = "translated sentence is not in the source"
            severity = Severity.WARNING if _has_unknown(segment.target, text) else None
            expected = "a sentence of the source"
            yield Deviation(message, place, 0, expected, segment.source, severity=severity)


def absent(segments: Iterable[Segment], text: str) -> Iterator[Segment]:
    """Yield the segments whose source is nowhere in the text; most are in the order of the text."""
    end = 0
    for segment in segments:
        start = text.find(segment.source, end)
        if start >= 0:
            end = start + len(segment.source)
        elif segment.source not in text:
            yield segment


def _has_unknown(translation: str, source: str) -> bool:
    """Return True if a translation has a name or number that the source page does not contain.

    Signs between digits, which languages write differently, are ignored. A part of a longer number
    is a different one.
    """
    numbers = {*_DIGITS.findall(_BETWEEN_DIGITS.sub("", source)), *_DIGITS.findall(source)}
    for match in _NAME.finditer(translation):
        parts = _DIGITS.findall(match[0])
        is_known = "".join(parts) in numbers or numbers.issuperset(parts)
        if not (is_known if parts else match[0] in source):
            return True
    return False


def _letters(text: str) -> str:
    """Return the letters and digits of a text, without link targets, tags and entities."""
    return _IGNORED.sub("", _TARGET.sub("", strip_invisible(text)))


CHECK = DriftCheck(RULE, find)

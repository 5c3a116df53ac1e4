"""The source of a translated sentence is not on the source page.

## What it means
According to the bilingual spans, the page translates a sentence that the stamped version does not
contain. It comes from a translation memory, or the page was edited.

## Why it matters
Readers get information that the source does not contain, often about a different product.

## Example
    <span class="sxs-lookup">…Lists the connectors.…</span>

on a page about devices.

## Fix
Translate the sentence of the source.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.normalize import strip_invisible
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup import Span

RULE = Rule(code="DRI342", name="memory-stale", severity=Severity.WARNING)

_IGNORED = re.compile(r"[^A-Za-z0-9]+")
_TARGET = re.compile(r"\]\([^)\s]*\)|</?[A-Za-z][^<>\n]*>|&[a-z]+;")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield segments whose source is not in the source version; only letters and digits count."""
    segments = pair.target.segments
    if pair.basis != "stamped" or not segments:
        return
    text = pair.source.text
    doubtful = [segment for segment in segments if segment.source not in text]
    words = _letters(text) if doubtful else ""
    for segment in doubtful:
        key = _letters(segment.source)
        if len(key) >= 8 and key not in words:
            start = pair.target.places.within(segment.offset)
            place = Span(segment.target, start, start + len(segment.target))
            message = "translated sentence is not in the source"
            yield Deviation(message, place, 0, "a sentence of the source", segment.source)


def _letters(text: str) -> str:
    """Return the letters and digits of a text, without link targets, tags and entities."""
    return _IGNORED.sub("", _TARGET.sub("", strip_invisible(text)))


CHECK = DriftCheck(RULE, find)

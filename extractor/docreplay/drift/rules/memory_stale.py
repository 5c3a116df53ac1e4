"""A translation answers a sentence that is not in its source.

## What it means
The bilingual spans of the page say that this translates a sentence, and the version that the page
is stamped with has no such sentence. It came out of a translation memory, or the page was edited.

## Why it matters
Readers are told something that the source does not say, often about another product.

## Example
    <span class="sxs-lookup">…Lists the connectors.…</span>

on a page about devices.

## Fix
Translate the sentence that the source has there.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.normalize import strip_invisible
from docreplay.drift.rule import Check, Deviation
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup import Span

RULE = Rule(code="DRI342", name="memory-stale", severity=Severity.WARNING)

_IGNORED = re.compile(r"[^A-Za-z0-9]+")
_TARGET = re.compile(r"\]\([^)\s]*\)|</?[A-Za-z][^<>\n]*>|&[a-z]+;")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Segments whose source is not there, letters and digits compared and nothing else."""
    segments = pair.target.segments
    if pair.origin != "stamped" or not segments:
        return
    text = pair.source.text
    doubtful = [segment for segment in segments if segment.source not in text]
    words = _letters(text) if doubtful else ""
    for segment in doubtful:
        key = _letters(segment.source)
        if len(key) >= 8 and key not in words:
            start = pair.target.places.within(segment.offset)
            place = Span(segment.target, start, start + len(segment.target))
            message = "this translates a sentence that the source does not have"
            yield Deviation(message, place, 0, "a sentence of the source", segment.source)


def _letters(text: str) -> str:
    """The letters and digits of a text, without the targets of links, tags and entities."""
    return _IGNORED.sub("", _TARGET.sub("", strip_invisible(text)))


CHECK = Check(RULE, find)

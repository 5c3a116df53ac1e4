"""Text of the source is not in the translation.

## What it means
A segment, paragraph or cell is empty or far too short for what the source says there, or a sentence
of the source is in none of the segments of a bilingual page.

## Why it matters
Readers of the translation do not learn of it, and cannot see that something is missing.

## Example
    | displayName | String | |

where the source's row has a description.

## Fix
Translate what is missing.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.rule import Check, Deviation
from docreplay.drift.sentences import divided
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup import Span

RULE = Rule(code="DRI344", name="text-missing", severity=Severity.WARNING)

_WORDS = re.compile(r"[A-Za-z]{2,} [a-z]{2,} [A-Za-z]{2,}")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LEAD = re.compile(r"^(?:[\s>]|\[![A-Za-z]+\]|[-*+][ \t]|\d+[.)][ \t])+")
_MARKUP = re.compile(
    r"!\[[^\]]*\]\([^)]*\)|\]\([^)\s]*\)|\[![A-Za-z]+\]|</?[A-Za-z][^<>\n]*>|&[a-z]+;"
)
_WORD = re.compile(r"[A-Za-z0-9]+")
_GROUP, _SHARE = 3, 0.3
"""A sentence is there where more than this share of its words are, so many in a row."""
_IGNORED = re.compile(r"[^A-Za-z0-9]+")
_LONG = 60
"""From how many characters on a text's length says something of that of its translation."""
_LEAST, _LEAST_WIDE = 0.35, 0.12
"""Shorter than this part of the source no translation was seen: of 8,600 Chinese ones, 0.17."""


def find(pair: PagePair) -> Iterator[Deviation]:
    """Units without translation or with a stub of one, then sentences that no segment has."""
    yield from _empty(pair)
    is_bilingual = bool(pair.target.segments)
    for unit in pair.units:
        mine, theirs = unit.source.text, unit.target.text
        if len(theirs) < len(mine) * _LEAST and _is_stub(unit, is_bilingual=is_bilingual):
            yield _deviation("most of the text is missing here", unit.target, unit.source)
    if pair.origin == "stamped" and pair.target.segments:
        yield from _untold(pair)


def _empty(pair: PagePair) -> Iterator[Deviation]:
    """Segments of a bilingual page that have a source and no translation."""
    target = pair.target
    for segment in target.segments:
        if not segment.target.strip() and _WORDS.search(segment.source):
            at, origin = target.places.within(segment.offset), pair.source.text.find(segment.source)
            message = "this sentence has no translation"
            place, source = Span("", at, at), max(0, origin)
            yield Deviation(message, place, source, segment.source, "", spot=segment.offset)


def _is_stub(unit: Unit, *, is_bilingual: bool) -> bool:
    """Whether a text is too short; where there are segments, those speak of what is empty."""
    mine, theirs = unit.source.text.strip(), unit.target.text.strip()
    if not theirs:
        return not is_bilingual and _WORDS.search(mine) is not None
    if len(mine) < _LONG or " " not in mine or len(theirs) > len(mine) * _LEAST:
        return False
    least = _LEAST_WIDE if _WIDE.search(theirs) else _LEAST
    return len(theirs) < len(mine) * least


def _untold(pair: PagePair) -> Iterator[Deviation]:
    """Sentences of the source that the page translates nowhere.

    Nearly all stand in a segment letter by letter; only for others is all of the page searched.
    """
    sources = [segment.source for segment in pair.target.segments]
    whole, joined, told = set(sources), "\n".join(sources), ""
    for unit in pair.units:
        text = unit.source.text
        if text in whole or text == unit.target.text or unit.kind == "title" or text in joined:
            continue
        for sentence in divided(unit.source):
            said = _LEAD.sub("", sentence.text)
            if said in joined or not _WORDS.search(said):
                continue
            told = told or _letters(f"{joined} {pair.target.plain}")
            if not _is_told(said, told):
                yield _deviation("a sentence of the source is missing here", unit.target, sentence)


def _is_told(sentence: str, told: str) -> bool:
    """Whether some of a sentence is there; segments may divide it in other ways."""
    words = _WORD.findall(_MARKUP.sub(" ", sentence))
    groups = ["".join(words[at : at + _GROUP]) for at in range(0, len(words), _GROUP)]
    whole = groups[: len(words) // _GROUP]
    return not whole or sum(group in told for group in whole) > _SHARE * len(whole)


def _letters(text: str) -> str:
    return _IGNORED.sub("", _MARKUP.sub("", text))


def _deviation(message: str, target: Span, source: Span) -> Deviation:
    return Deviation(message, target, source.start, source.text, target.text)


CHECK = Check(RULE, find)

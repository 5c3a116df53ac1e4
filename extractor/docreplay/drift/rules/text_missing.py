"""Text of the source is missing.

## What it means
A segment, paragraph or cell is empty or far too short for its source, or no segment of a bilingual
page contains a sentence of the source.

## Why it matters
Readers of the translation miss the text, and cannot see that anything is missing.

## What it leaves alone
Short texts, names and code, translations that are a third as long as their source, and, in Chinese,
Japanese and Korean, an eighth.

    | id | |

where the source's cell has no sentence either.

## Example
    | displayName | String | |

where the source's row has a description.

## Fix
Translate the missing text.
"""

import re
from collections.abc import Iterator, Sequence

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.rule import Deviation, UnitCheck
from docreplay.drift.sentences import split_sentences
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup.markup import Span

RULE = Rule(code="DRI344", name="text-missing", severity=Severity.WARNING)

_WORDS = re.compile(r"[A-Za-z]{2} [a-z]{2,} [A-Za-z]{2}")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LEAD = re.compile(r"^(?:[\s>]|\[![A-Za-z]+\]|[-*+][ \t]|\d+[.)][ \t])+")
_MARKUP = re.compile(
    r"!\[(?:[^\]!]|!(?!\[))*+\]\((?:[^)!]|!(?!\[))*+\)|\]\((?:[^)\s\]]|\](?!\())*+\)"
    r"|\[![A-Za-z]+\]|</?[A-Za-z][^<>\n]*>|&[a-z]+;"
)
_WORD = re.compile(r"[A-Za-z0-9]+")
_GROUP, _MIN_SHARE = 3, 0.3
"""A sentence is present if more than this share of its groups of words are present."""
_IGNORED = re.compile(r"[^A-Za-z0-9]+")
_MIN_LENGTH = 60
"""Minimum length of a source text whose translation can be too short, in characters."""
_MIN_RATIO, _MIN_RATIO_WIDE = 0.35, 0.12
"""Minimum length of a translation, as a share of its source; the shortest of 8,600 Chinese
translations has 0.17."""


def _may_report(unit: Unit) -> bool:
    """Return True if a translation is too short."""
    return _is_stub(unit, is_bilingual=False)


def find(pair: PagePair, units: Sequence[Unit]) -> Iterator[Deviation]:
    """Yield units without a (complete) translation, then sentences that no segment contains."""
    yield from _empty(pair)
    is_bilingual = bool(pair.target.segments)
    for unit in units:
        if _is_stub(unit, is_bilingual=is_bilingual):
            yield _deviation("most of the text is missing", unit.target, unit.source)
    if pair.basis == "stamped" and pair.target.segments:
        yield from _missing_sentences(pair)


def _empty(pair: PagePair) -> Iterator[Deviation]:
    """Yield segments of a bilingual page that have a source and no translation."""
    target = pair.target
    for segment in target.segments:
        if not segment.target.strip() and _WORDS.search(segment.source):
            at, origin = target.places.within(segment.offset), pair.source.text.find(segment.source)
            message = "sentence has no translation"
            place, source = Span("", at, at), max(0, origin)
            yield Deviation(message, place, source, segment.source, "", page_offset=segment.offset)


def _is_stub(unit: Unit, *, is_bilingual: bool) -> bool:
    """Return True if a text is too short; empty texts of bilingual pages are found by segment."""
    if len(unit.target.text) >= len(unit.source.text) * _MIN_RATIO:
        return False
    source, target = unit.source.text.strip(), unit.target.text.strip()
    if not target:
        return not is_bilingual and _WORDS.search(source) is not None
    if len(source) < _MIN_LENGTH or " " not in source or len(target) > len(source) * _MIN_RATIO:
        return False
    ratio = _MIN_RATIO_WIDE if _WIDE.search(target) else _MIN_RATIO
    return len(target) < len(source) * ratio


def _missing_sentences(pair: PagePair) -> Iterator[Deviation]:
    """Yield sentences of the source that no segment of the page contains.

    Nearly all equal a segment; only for others the whole page is searched.
    """
    sources = [segment.source for segment in pair.target.segments]
    whole, joined, letters = set(sources), "\n".join(sources), ""
    for unit in pair.units:
        text = unit.source.text
        if unit.kind == "title" or text == unit.target.text or text in whole or text in joined:
            continue
        for sentence in split_sentences(unit.source):
            content = _LEAD.sub("", sentence.text)
            if content in whole or content in joined or not _WORDS.search(content):
                continue
            letters = letters or _letters(f"{joined} {pair.target.plain}")
            if not _is_present(content, letters):
                yield _deviation("missing sentence of the source", unit.target, sentence)


def _is_present(sentence: str, letters: str) -> bool:
    """Return True if a part of a sentence is on the page; segments may divide it differently."""
    words = _WORD.findall(_MARKUP.sub(" ", sentence))
    groups = ["".join(words[at : at + _GROUP]) for at in range(0, len(words), _GROUP)]
    whole = groups[: len(words) // _GROUP]
    return not whole or sum(group in letters for group in whole) > _MIN_SHARE * len(whole)


def _letters(text: str) -> str:
    return _IGNORED.sub("", _MARKUP.sub("", text))


def _deviation(message: str, target: Span, source: Span) -> Deviation:
    return Deviation(message, target, source.start, source.text, target.text)


CHECK = UnitCheck(RULE, find, _may_report)

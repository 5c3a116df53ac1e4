"""A sentence stands in the source's language.

## What it means
A whole sentence of the translation is the source's, word by word. Names, lists of names and code do
not count.

## Why it matters
Readers who need the translation cannot read it.

## Example
    Use of these APIs in production applications is not supported.

## Fix
Translate it.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.normalize import is_damaged, words
from docreplay.drift.rule import Check, Deviation
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup import Span

RULE = Rule(code="DRI341", name="sentence-untranslated", severity=Severity.WARNING)

_MARKED = re.compile(r"`[^`]*`|\]\([^)]*\)|<[^>]*>|\*\*[^*]*\*\*|\"[^\"]*\"|https?://\S+")
_LATIN = re.compile(r"(?:[a-z]{2,} ){3}")
_WANTED = "a translation"
_LOWER = re.compile(r"(?<![^\s(\[*_])[a-z]{2,}(?![^\s.,;:!?)\]*_])")
_STOP_WORDS = re.compile(
    r"the|of|and|to|is|are|that|this|for|with|from|by|be|can|not|it|if|an|as|on|in|which"
)


def find(pair: PagePair) -> Iterator[Deviation]:
    """Paragraphs and cells that are equal on both sides; pages of one language are not judged."""
    if not is_translated(pair):
        return
    for unit in pair.units:
        for part in _sentences(pair, unit):
            origin = unit.source.start + max(0, unit.source.text.find(part.text))
            yield Deviation("this is not translated", part, origin, _WANTED, part.text)


def _sentences(pair: PagePair, unit: Unit) -> Iterator[Span]:
    """The whole of it, or the sentences that a bilingual page divides it into."""
    text = unit.target.text
    if text == unit.source.text and unit.kind != "title" and is_sentence(text):
        yield unit.target
    elif unit.kind != "title" and pair.target.segments and _LATIN.search(text):
        for part in pair.target.sentences(unit.target):
            if is_sentence(part.text) and words(part.text) in words(unit.source.text):
                yield part


def is_sentence(text: str) -> bool:
    """Whether a text reads as English prose: four words in lower case, a stop word among them.

    Names with `and` between them are none, however many they are.
    """
    words = _LOWER.findall(_MARKED.sub(" ", text))
    return len(words) >= 4 and len({*words}) > 2 and any(map(_STOP_WORDS.fullmatch, words))


def is_translated(pair: PagePair) -> bool:
    """Whether half the paragraphs differ; else the page was never translated, which is one matter.

    Includes are the same in every language.
    """
    texts = [(unit.source.text, unit.target.text) for unit in pair.units if unit.kind == "text"]
    texts = [(source, target) for source, target in texts if not source.startswith("[!")]
    return sum(not is_damaged(*both) for both in texts) * 2 <= len(texts)


CHECK = Check(RULE, find)

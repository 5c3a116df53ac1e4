"""Find the sentences of a source that have changed, with their current translations."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.normalize import words
from docreplay.drift.runs import runs
from docreplay.model.location import Range
from docreplay.model.markup.markup import Markup, Span
from docreplay.model.translation import ChangedSentence

_SENTENCE = re.compile(r"\S(?:[^.!?。！？]|[.!?](?=\S))*(?:[.!?。！？]+[)\"'”’*_]*)?")
"""Text up to a full stop before a blank: `v1.0` and `photo.md` do not end a sentence."""


def changed_sentences(old: Markup, new: Markup, target: Markup) -> tuple[ChangedSentence, ...]:
    """Return the differences between two versions of a source, with translations of the old one.

    Titles, paragraphs and cells are split into sentences and compared in order. An added sentence
    has the translation of the text before it.
    """
    before, after = list(_sentences(old)), list(_sentences(new))
    keys = [words(part.text) for part in before], [words(part.text) for part in after]
    translations = _Translations(PagePair(old, target), before)
    found = []
    for is_equal, low, high, start, end in runs(*keys):
        if not is_equal:
            translation = translations.of(low, high)
            found.append(
                ChangedSentence(
                    old=" ".join(keys[0][low:high]),
                    new=" ".join(keys[1][start:end]),
                    translation=words(translation.text),
                    line=target.places.location(translation.start).line,
                    source_line=_line(new, after, start),
                    place=_place(target, translation),
                )
            )
    return tuple(found)


def _place(target: Markup, part: Span) -> Range | None:
    """Return where a part of the translation is; None if it is in pieces or empty."""
    span = target.places.span(part.start, part.end) if part.text else None
    return target.places.page_range(*span) if span else None


def _line(new: Markup, sentences: Sequence[Span], index: int) -> int:
    """Return the line of a sentence; after the last one, that of the last."""
    at = min(index, len(sentences) - 1)
    return new.places.location(sentences[at].start).line if sentences else 1


def _sentences(outline: Markup) -> Iterator[Span]:
    parts = [heading.title for heading in outline.headings]
    parts += outline.paragraphs
    parts += [cell for table in outline.tables for row in table.rows for cell in row]
    for part in sorted(parts, key=lambda part: part.start):
        yield from split_sentences(part)


def split_sentences(part: Span) -> Iterator[Span]:
    """Yield the sentences of a text with their places."""
    for match in _SENTENCE.finditer(part.text):
        yield Span(match[0], part.start + match.start(), part.start + match.end())


def has_fewer_sentences(unit: Unit) -> bool:
    """Return True if a translation has fewer sentences than its source: one was left out."""
    source, target = (sum(1 for _ in split_sentences(side)) for side in (unit.source, unit.target))
    return target < source


class _Translations:
    """Lookup of the translations of sentences."""

    def __init__(self, pair: PagePair, sentences: Sequence[Span]) -> None:
        self._pair = pair
        self._sentences = sentences
        self._units = sorted(pair.units, key=lambda unit: unit.source.start)
        self._starts = [unit.source.start for unit in self._units]

    def of(self, low: int, high: int) -> Span:
        """Return the translation of the sentences from `low` up to `high`, or of the one before."""
        first = self._sentences[min(low, high - 1) if high > low else max(low - 1, 0)]
        index = bisect_right(self._starts, first.start) - 1
        if index < 0:
            return Span("", 0, 0)
        return self._within(self._units[index], first)

    def _within(self, unit: Unit, sentence: Span) -> Span:
        """Return the sentence if both sides have the same number, else the whole unit."""
        sources = [part.start for part in split_sentences(unit.source)]
        targets = list(self._pair.target.sentences(unit.target))
        targets = targets or list(split_sentences(unit.target))
        known = len(sources) == len(targets) and sentence.start in sources
        return targets[sources.index(sentence.start)] if known else unit.target

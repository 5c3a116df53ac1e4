"""Find the translation of the sentence that a name of the source is in."""

from bisect import bisect_right
from functools import cached_property

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.presence import has
from docreplay.drift.sentences import split_sentences
from docreplay.model.markup.markup import Span


class TranslatedSentences:
    """Sentences of a text with their translations; each side is divided once."""

    def __init__(self, pair: PagePair, unit: Unit) -> None:
        self._unit = unit
        self._pairs = tuple(pair.target.translated(unit.target))

    @cached_property
    def _divided(self) -> tuple[list[Span], list[Span]]:
        return list(split_sentences(self._unit.source)), list(split_sentences(self._unit.target))

    @cached_property
    def _located(self) -> list[tuple[int, Span]]:
        """The translations of the first sentences, as far as these are in the source in turn."""
        unit, located, end = self._unit.source, [], 0
        for source, sentence in self._pairs:
            start = unit.text.find(source, end)
            if start < 0:
                break  # what follows is not searched: that would take time for each sentence
            located.append((unit.start + start, sentence))
            end = start + len(source)
        return located

    def of(self, name: Span) -> Span:
        """Return the translation of the sentence with a name, or of the whole text if unknown.

        Where the sentence cannot be located, a translation that has the name counts: the name may
        be a word of another sentence, too.
        """
        at = bisect_right([start for start, _ in self._located], name.start) - 1
        if at >= 0 and name.start < self._located[at][0] + len(self._pairs[at][0]):
            return self._located[at][1]
        found = [sentence for source, sentence in self._pairs if name.text in source]
        if found:
            return next((part for part in found if has(part.text, name.text)), found[0])
        target = self._unit.target
        if has(target.text, name.text):
            return target
        sources, targets = self._divided
        if len(sources) != len(targets):
            return target
        index = bisect_right([part.start for part in sources], name.start) - 1
        return targets[max(0, index)]

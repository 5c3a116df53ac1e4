"""Names of a source text that the translations of their sentences do not have."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.name_places import emphasized
from docreplay.drift.normalize import latin
from docreplay.drift.page_names import Name
from docreplay.drift.presence import has, other_capitals, plural
from docreplay.drift.translated_sentences import TranslatedSentences
from docreplay.model.markup.markup import Span

_MOST_NAMES = 200
"""Maximum number of names of a text that are looked for."""
_BRACED = re.compile(r"[{｛][^\W\d][^{}｛｝\n]{0,40}[}｝]")


class LostName(NamedTuple):
    """A name that a translation lacks, its sentence there, and what is there instead.

    That is the name with other capitals or a full stop, or its plural.
    """

    name: Name
    sentence: Span
    altered: Span | None


def lost_names(pair: PagePair, unit: Unit, names: Sequence[Name]) -> Iterator[LostName]:
    """Yield each name once that the translation of its sentence does not have."""
    kept: set[tuple[str, int]] = set()
    lost: set[str] = set()
    sentences = TranslatedSentences(pair, unit)
    for name in names[:_MOST_NAMES]:
        text = name.place.text
        sentence = sentences.of(name.place)
        if text in lost or (text, sentence.start) in kept:
            continue
        kept.add((text, sentence.start))
        if _is_there(sentence.text, text) or has(latin(sentence.text), text):
            if found := plural(sentence, name.place, unit.source) or _with_stop(unit, name):
                lost.add(text)
                yield LostName(name, sentence, found)
        else:
            lost.add(text)
            yield LostName(name, sentence, other_capitals(sentence, text))


def _is_there(sentence: str, name: str) -> bool:
    """Return True if a sentence has a name; another rule compares what is in its braces."""
    if "{" not in name:
        return has(sentence, name)
    return has(_BRACED.sub("{}", sentence), _BRACED.sub("{}", name))


def _with_stop(unit: Unit, name: Name) -> Span | None:
    """Return an emphasized name with a full stop that does not end the sentence: `**id.** de`."""
    if name.kind != "emphasis" or f"{name.place.text}." not in unit.target.text:
        return None
    for place in emphasized(unit.target):
        behind = unit.target.text[place.end - unit.target.start :].lstrip("*_ ,;:)")
        if place.text == f"{name.place.text}." and behind[:1].islower():
            return place
    return None

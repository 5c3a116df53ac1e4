"""Signs that a translation must keep: found on both sides, and compared as multisets."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.normalize import words
from docreplay.model.markup import Span

Key = Callable[[str], str]


class MissingToken(NamedTuple):
    """A sign of the source that the translation has not; `target` stands there in its place."""

    unit: Unit
    source: Span
    target: Span | None
    """None where it cannot be told which of the translation's words took the place."""
    place: Span
    """Where to point: a sign that took the place, or the start of what lost it."""

    @property
    def actual(self) -> str:
        """What the translation says instead."""
        return self.place.text or words(self.unit.target.text)[:80]

    @property
    def replacement(self) -> str | None:
        """What heals it, where the place is known."""
        return self.source.text if self.target else None


def missing_tokens(
    pair: PagePair,
    pattern: re.Pattern[str],
    *,
    candidates: re.Pattern[str] | None = None,
    key: Key = words,
) -> Iterator[MissingToken]:
    """The signs that match in the source's text and are missing in the translation's.

    Where the pages have the same signs in the same order, nothing is looked at any closer. Within
    a paragraph or cell a sign may move. `candidates` matches what may stand in the place of a
    lost sign. Two signs are the same where `key` says the same of them.
    """
    ours, theirs = _found(pattern, pair.source.plain), _found(pattern, pair.target.plain)
    if ours == theirs or list(map(key, ours)) == list(map(key, theirs)):
        return
    for unit in pair.units:
        if unit.source.text != unit.target.text:
            yield from _of_unit(pair, unit, (pattern, candidates or pattern), key)


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    return [match[0] for match in pattern.finditer(text)]


def _of_unit(
    pair: PagePair, unit: Unit, patterns: tuple[re.Pattern[str], re.Pattern[str]], key: Key
) -> Iterator[MissingToken]:
    pattern, candidates = patterns
    mine = parts(pattern, unit.source)
    missing = _without(mine, parts(pattern, unit.target), key) if mine else []
    if not missing:
        return
    instead = _without(parts(candidates, unit.target), mine, key)
    for index, part in enumerate(missing):
        known = instead[index] if len(instead) == len(missing) else _whole(unit, part)
        yield MissingToken(unit, part, known, known or _near(pair, unit, part, instead))


def _near(pair: PagePair, unit: Unit, part: Span, instead: Sequence[Span]) -> Span:
    """One that took the place of several, or the start of what lost it: a sentence, a line, all."""
    if instead:
        return instead[0]
    start = unit.target.start
    for source, sentence in pair.target.translated(unit.target):
        if source.count(part.text) > sentence.text.count(part.text):
            return Span("", sentence.start, sentence.start)
    lines = unit.target.text.split("\n")
    before = unit.source.text.count("\n", 0, part.start - unit.source.start)
    if len(lines) == unit.source.text.count("\n") + 1:
        start += sum(len(line) + 1 for line in lines[:before])
    return Span("", start, start)


def parts(pattern: re.Pattern[str], part: Span) -> list[Span]:
    """What matches in a stretch of text, each with its place."""
    return [
        Span(match[0], part.start + match.start(), part.start + match.end())
        for match in pattern.finditer(part.text)
    ]


def _without(found: list[Span], others: list[Span], key: Key) -> list[Span]:
    """Those that the others have no counterpart of; of equal ones, those out of their places."""
    names, theirs = [key(part.text) for part in found], [key(part.text) for part in others]
    in_place = [name == other for name, other in zip(names, theirs, strict=False)]
    in_place += [False] * (len(names) - len(in_place))
    left = Counter(theirs)
    kept = []
    for index in sorted(range(len(names)), key=lambda index: not in_place[index]):
        left[names[index]] -= 1
        if left[names[index]] < 0:
            kept.append(index)
    return [found[index] for index in sorted(kept)]


def _whole(unit: Unit, part: Span) -> Span | None:
    """All of the translation, where the sign is all of the source."""
    return unit.target if unit.source.text == part.text and unit.target.text else None

"""Find tokens that a translation must keep, by comparing both sides as multisets."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.normalize import strip_invisible, words
from docreplay.drift.sentences import has_fewer_sentences, split_sentences
from docreplay.model.markup.markup import Span

Key = Callable[[str], str]


class MissingToken(NamedTuple):
    """A token of the source that the translation does not have."""

    unit: Unit
    source: Span
    target: Span | None
    """Text that replaces the token; None if that is unknown.

    It is unknown where the text is another token of the source: tokens may move, so each of the two
    may be the one that replaces this one.
    """
    place: Span
    """Place of the finding: a text that may replace the token, or the start of its sentence."""

    @property
    def actual(self) -> str:
        """Text of the translation at the place, or from the place on."""
        target = self.unit.target
        return self.place.text or words(target.text[self.place.start - target.start :])[:80]

    @property
    def change(self) -> str:
        """What happened to the token, as the predicate of a message."""
        return "was changed" if self.target else "is missing"

    @property
    def is_left_out(self) -> bool:
        """Whether the token may be gone with its sentence, which a translator may leave out."""
        return self.target is None and has_fewer_sentences(self.unit)

    @property
    def replacement(self) -> str | None:
        """Text that fixes the translation, if the replaced text is known."""
        return self.source.text if self.target else None


def missing_tokens(
    pair: PagePair,
    units: Sequence[Unit],
    pattern: re.Pattern[str],
    *,
    candidates: re.Pattern[str] | None = None,
    key: Key = words,
) -> Iterator[MissingToken]:
    """Yield the tokens that match in the source's units and are missing in their translations.

    Pages with the same tokens in the same order are not compared any further. Within a paragraph
    or cell a token may move. `candidates` matches texts that may replace a missing token. Two
    tokens are equal if their keys are.
    """
    source_tokens = _found(pattern, pair.source.plain) if units else []
    if not source_tokens:
        return
    target_tokens = _found(pattern, pair.target.plain)
    if source_tokens == target_tokens or list(map(key, source_tokens)) == list(
        map(key, target_tokens)
    ):
        return
    for unit in units:
        if unit.source.text != unit.target.text:
            yield from _of_unit(pair, unit, (pattern, candidates or pattern), key)


def loses(unit: Unit, pattern: re.Pattern[str], *, key: Key = words) -> bool:
    """Return True if a translation lacks a token of its source."""
    tokens = _found(pattern, unit.source.text)
    if not tokens or tokens == _found(pattern, unit.target.text):
        return False
    return bool(_missing(unit, parts(pattern, unit.source), pattern, key))


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    return [match[0] for match in pattern.finditer(text)]


def _of_unit(
    pair: PagePair, unit: Unit, patterns: tuple[re.Pattern[str], re.Pattern[str]], key: Key
) -> Iterator[MissingToken]:
    pattern, candidates = patterns
    source_tokens = parts(pattern, unit.source)
    missing = _missing(unit, source_tokens, pattern, key)
    if not missing:
        return
    instead = _without(parts(candidates, unit.target), _kept(candidates, unit, source_tokens), key)
    names = {key(token.text) for token in source_tokens}
    places = _Places(pair, unit)
    for index, part in enumerate(missing):
        known = instead[index] if len(instead) == len(missing) else _whole(unit, part)
        place = known or places.near(part, instead)
        is_doubled = known is not None and key(known.text) in names and len(source_tokens) > 1
        yield MissingToken(unit, part, None if is_doubled else known, place)


def _missing(unit: Unit, tokens: list[Span], pattern: re.Pattern[str], key: Key) -> list[Span]:
    """Return the tokens of the source that the translation does not have, seen or not."""
    missing = _without(tokens, parts(pattern, unit.target), key) if tokens else []
    if not missing or not _without(tokens, _visible(pattern, unit.target), key):
        return []
    return missing


def _kept(candidates: re.Pattern[str], unit: Unit, tokens: list[Span]) -> list[Span]:
    """Return the tokens of the source, and what else in it is like a candidate."""
    ends = {token.end for token in tokens}
    return [*tokens, *(part for part in parts(candidates, unit.source) if part.end not in ends)]


class _Places:
    """Places of findings in a text; each side is divided into sentences once."""

    def __init__(self, pair: PagePair, unit: Unit) -> None:
        self._unit = unit
        self._translated = tuple(pair.target.translated(unit.target))
        self._lines = unit.target.text.split("\n")

    def near(self, part: Span, instead: Sequence[Span]) -> Span:
        """Return what replaces several tokens, or the start of the sentence, line or text."""
        if instead:
            return instead[0]
        start = self._start(part)
        return Span("", start, start)

    def _start(self, part: Span) -> int:
        source, target = self._unit.source, self._unit.target
        for text, sentence in self._translated:
            if text.count(part.text) > sentence.text.count(part.text):
                return sentence.start
        if 1 < len(self._lines) == source.text.count("\n") + 1:
            before = source.text.count("\n", 0, part.start - source.start)
            return target.start + sum(len(line) + 1 for line in self._lines[:before])
        sources, targets = self._sentences
        if len(sources) != len(targets):
            return target.start
        return targets[max(0, bisect_right(sources, part.start) - 1)]

    @cached_property
    def _sentences(self) -> tuple[list[int], list[int]]:
        """The starts of the sentences of both sides."""
        source, target = (
            [part.start for part in split_sentences(side)]
            for side in (self._unit.source, self._unit.target)
        )
        return source, target


def parts(pattern: re.Pattern[str], part: Span) -> list[Span]:
    """Return the matches in a text with their places."""
    return [
        Span(match[0], part.start + match.start(), part.start + match.end())
        for match in pattern.finditer(part.text)
    ]


def _visible(pattern: re.Pattern[str], part: Span) -> list[Span]:
    """Return the matches in a text without its invisible characters; only their order is right."""
    return parts(pattern, part._replace(text=strip_invisible(part.text)))


def _without(found: list[Span], others: list[Span], key: Key) -> list[Span]:
    """Return the tokens without a counterpart; of equal ones, those at different positions."""
    names, other_names = [key(part.text) for part in found], [key(part.text) for part in others]
    in_place = [name == other for name, other in zip(names, other_names, strict=False)]
    in_place += [False] * (len(names) - len(in_place))
    left = Counter(other_names)
    kept = []
    for index in sorted(range(len(names)), key=lambda index: not in_place[index]):
        left[names[index]] -= 1
        if left[names[index]] < 0:
            kept.append(index)
    return [found[index] for index in sorted(kept)]


def _whole(unit: Unit, part: Span) -> Span | None:
    """Return the whole translation if the token is the whole source."""
    return unit.target if unit.source.text == part.text and unit.target.text else None

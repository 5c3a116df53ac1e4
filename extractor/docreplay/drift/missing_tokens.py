"""Find tokens that a translation must keep, by comparing both sides as multisets."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.normalize import strip_invisible, words
from docreplay.model.markup import Span

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
        """Text of the translation at the place."""
        return self.place.text or words(self.unit.target.text)[:80]

    @property
    def change(self) -> str:
        """What happened to the token, as the predicate of a message."""
        return "was changed" if self.target else "is missing"

    @property
    def replacement(self) -> str | None:
        """Text that fixes the translation, if the replaced text is known."""
        return self.source.text if self.target else None


def missing_tokens(
    pair: PagePair,
    pattern: re.Pattern[str],
    *,
    candidates: re.Pattern[str] | None = None,
    key: Key = words,
) -> Iterator[MissingToken]:
    """Yield the tokens that match in the source's text and are missing in the translation's.

    Pages with the same tokens in the same order are not compared any further. Within a paragraph
    or cell a token may move. `candidates` matches texts that may replace a missing token. Two
    tokens are equal if their keys are.
    """
    source_tokens, target_tokens = (
        _found(pattern, pair.source.plain),
        _found(pattern, pair.target.plain),
    )
    if source_tokens == target_tokens or list(map(key, source_tokens)) == list(
        map(key, target_tokens)
    ):
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
    source_tokens = parts(pattern, unit.source)
    missing = _without(source_tokens, parts(pattern, unit.target), key) if source_tokens else []
    if not missing or not _without(source_tokens, _visible(pattern, unit.target), key):
        return
    instead = _without(parts(candidates, unit.target), _kept(candidates, unit, source_tokens), key)
    names = {key(token.text) for token in source_tokens}
    for index, part in enumerate(missing):
        known = instead[index] if len(instead) == len(missing) else _whole(unit, part)
        place = known or _near(pair, unit, part, instead)
        is_doubled = known is not None and key(known.text) in names and len(source_tokens) > 1
        yield MissingToken(unit, part, None if is_doubled else known, place)


def _kept(candidates: re.Pattern[str], unit: Unit, tokens: list[Span]) -> list[Span]:
    """Return the tokens of the source, and what else in it is like a candidate."""
    ends = {token.end for token in tokens}
    return [*tokens, *(part for part in parts(candidates, unit.source) if part.end not in ends)]


def _near(pair: PagePair, unit: Unit, part: Span, instead: Sequence[Span]) -> Span:
    """Return a text that replaces several tokens, or the start of the sentence, line or text."""
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

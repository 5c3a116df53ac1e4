"""Align the paragraphs of two sections with different numbers of paragraphs.

The algorithm is that of Gale and Church for sentences (Computational Linguistics 19, 1993): the
cheapest sequence of steps by length, here with words that translation keeps (names, numbers, URLs)
as anchors.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docreplay.drift.sequence import AlignmentStep, cheapest_steps
from docreplay.model.markup.markup import Span

_KEPT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*[A-Za-z0-9]")
_SEAM = re.compile(r"\n| (?:[-*+]|\d{1,2}[.)]) ")
"""Position at which a text may have been joined."""
_GAP, _JOINED, _JOINED_AT_A_SEAM = 1.0, 1.0, 0.1
"""Costs of a paragraph without a counterpart, and of joining two paragraphs."""


class ParagraphMatch(NamedTuple):
    """Corresponding paragraphs; one side may be empty."""

    source: tuple[Span, ...]
    target: tuple[Span, ...]


class _Text(NamedTuple):
    size: float
    kept: frozenset[str]
    has_seam: bool


def aligned(source: Sequence[Span], target: Sequence[Span]) -> Iterator[ParagraphMatch]:
    """Yield the paragraphs in order, each with its counterpart: one, two joined, or none."""
    scale = sum(len(part.text) for part in source) / max(1, sum(len(part.text) for part in target))
    sources, targets = (
        [_text(part, 1.0) for part in source],
        [_text(part, scale) for part in target],
    )

    def cost(step: AlignmentStep) -> float:
        return _cost(sources[slice(*step.source)], targets[slice(*step.target)])

    for step in cheapest_steps(len(sources), len(targets), cost):
        yield ParagraphMatch(tuple(source[slice(*step.source)]), tuple(target[slice(*step.target)]))


def _text(part: Span, scale: float) -> _Text:
    has_seam = _SEAM.search(part.text.strip()) is not None
    return _Text(len(part.text) * scale, frozenset(_KEPT.findall(part.text)), has_seam)


def _cost(source: Sequence[_Text], target: Sequence[_Text]) -> float:
    if not source or not target:
        return _GAP
    one, other = _join(source), _join(target)
    joined = 0.0
    if len(source) != len(target):
        joined = _JOINED_AT_A_SEAM if one.has_seam or other.has_seam else _JOINED
    shared, both = one.kept & other.kept, one.kept | other.kept
    # the source has English words as well, so the share of the translation's words counts
    difference = 1 - len(shared) / len(other.kept) if other.kept else 0.0
    difference -= len(shared) / len(both) if both else 0.0
    return joined + difference + abs(one.size - other.size) / max(1.0, one.size + other.size)


def _join(texts: Sequence[_Text]) -> _Text:
    """Return one text, or two joined, without further seams."""
    if len(texts) == 1:
        return texts[0]
    kept = frozenset[str]().union(*(text.kept for text in texts))
    return _Text(sum(text.size for text in texts), kept, has_seam=False)

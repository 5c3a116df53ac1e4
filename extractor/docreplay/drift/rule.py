"""Define the checks of drift rules: each yields the deviations between a pair of pages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from docreplay.diagnostics.registry import RuleCheck
from docreplay.drift.align import PagePair
from docreplay.model.finding import Rule, Safety, Severity
from docreplay.model.markup.markup import Span


class Deviation(NamedTuple):
    """A difference between a translation and its source.

    `place` is in the translation's text, `source_offset` in the source's.
    """

    message: str
    place: Span
    source_offset: int
    expected: str
    actual: str
    replacement: str | None = None
    """Text that fixes it, to replace `place`; None if only a person can decide."""
    safety: Safety = "safe"
    severity: Severity | None = None
    """Severity, if it differs from the rule's."""
    page_offset: int | None = None
    """Offset in the page, for markup that is in neither side's text."""
    more: tuple[tuple[Span, str], ...] = ()
    """Further texts that the fix replaces, and their replacements."""
    covered: Span | None = None
    """Text in which other deviations only follow from this one; by default only its place."""


@dataclass(frozen=True, slots=True)
class DriftCheck(RuleCheck):
    """Check of a rule, as a module of `rules` defines it.

    Checks run in the order of their codes. A text that a check reports is not reported again by
    later ones, so the more specific rule has the lower code.
    """

    rule: Rule
    run: Callable[[PagePair], Iterator[Deviation]]


def changed(subject: str, source: Span, target: Span) -> Deviation:
    """Return the deviation of a changed text, whose fix restores the source text."""
    message = f"{subject} was changed"
    return Deviation(message, target, source.start, source.text, target.text, source.text)

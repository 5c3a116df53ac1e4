"""Define the checks of drift rules: each yields the deviations between a pair of pages."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from docreplay.diagnostics.registry import RuleCheck
from docreplay.drift.align import PagePair, Unit
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


@dataclass(frozen=True, slots=True)
class UnitCheck(RuleCheck):
    """Check of a rule about single texts, most of which can be skipped.

    `find` gets a pair and those of its units of which `may_report` says that the rule may report
    something there. That must follow from the kind and the two texts alone, whatever the page is:
    many pages have the same texts, and it is asked once for them. Texts that are as in the source
    are left out, unless the rule looks at equal ones as well.
    """

    rule: Rule
    find: Callable[[PagePair, Sequence[Unit]], Iterator[Deviation]]
    may_report: Callable[[Unit], bool]
    has_equal: bool = False

    def concerns(self, unit: Unit) -> bool:
        """Return True if the rule may report something in a text, on some page that has it."""
        is_equal = unit.source.text == unit.target.text
        return (self.has_equal or not is_equal) and self.may_report(unit)

    def run(self, pair: PagePair) -> Iterator[Deviation]:
        """Yield the deviations of a pair."""
        return self.find(pair, [unit for unit in pair.units if self.concerns(unit)])


def changed(subject: str, source: Span, target: Span) -> Deviation:
    """Return the deviation of a changed text, whose fix restores the source text."""
    message = f"{subject} was changed"
    return Deviation(message, target, source.start, source.text, target.text, source.text)

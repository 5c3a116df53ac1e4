"""What a rule of drift is: it looks at a pair of pages and names what differs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from docreplay.diagnostics.registry import RuleCheck
from docreplay.drift.align import PagePair
from docreplay.model.finding import Rule, Safety, Severity
from docreplay.model.markup import Span


class Deviation(NamedTuple):
    """One difference; `place` is in the translation's text, `origin` an offset in the source's."""

    message: str
    place: Span
    origin: int
    expected: str
    actual: str
    replacement: str | None = None
    """What heals it, put in the place of `place`; None where nobody but a person can tell."""
    safety: Safety = "safe"
    severity: Severity | None = None
    """Another severity than the rule's."""
    spot: int | None = None
    """The offset in the page, where it is markup that is in no side's text."""


@dataclass(frozen=True, slots=True)
class Check(RuleCheck):
    """What a module of `rules` defines beside its rule: how it is found broken.

    Checks run in the order of their codes; what a check deviates at is not looked at by those
    after it, so the more specific rule has the lower code.
    """

    rule: Rule
    run: Callable[[PagePair], Iterator[Deviation]]


def restored(message: str, source: Span, target: Span) -> Deviation:
    """The source's text belongs where the translation's stands."""
    return Deviation(message, target, source.start, source.text, target.text, source.text)

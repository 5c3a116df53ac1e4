"""Compare findings with a baseline: known, new and absent ones."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from docreplay.baseline.entry import Entry
from docreplay.model.finding import Finding

Covers = Callable[[Entry], bool]
"""Returns True if a run looked for an entry: one over other pages or rules did not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The findings of a run by their state in the baseline (SARIF `baselineState`)."""

    new: tuple[Finding, ...]
    known: tuple[Finding, ...]
    absent: int
    """Number of findings in the baseline that the run looked for and did not find."""


def compare(
    accepted: Counter[Entry], findings: Sequence[Finding], named: Sequence[Entry], covers: Covers
) -> Compared:
    """Compare findings, and the entry of each, with a baseline.

    If there are more equal findings than are accepted, the last ones are new.
    """
    left = Counter(accepted)
    new: list[Finding] = []
    known: list[Finding] = []
    for finding, entry in zip(findings, named, strict=True):
        (known if left[entry] > 0 else new).append(finding)
        left[entry] -= 1
    absent = sum(number for entry, number in left.items() if number > 0 and covers(entry))
    return Compared(new=tuple(new), known=tuple(known), absent=absent)


def renewed(accepted: Counter[Entry], named: Iterable[Entry], covers: Covers) -> Counter[Entry]:
    """Return a baseline of the findings of a run, and of all entries it did not look for."""
    others = {entry: number for entry, number in accepted.items() if not covers(entry)}
    return Counter(others) | Counter(named)

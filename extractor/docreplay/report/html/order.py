"""The findings of a run in the order of the report, each with its case."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docreplay.model.finding import CHANGE_CLASSES, Finding
from docreplay.model.run import Run, Verdict

OUTCOMES = ("failed", "setup-failed", "accepted", "nothing-compared", "skipped", "passed")
"""Outcomes of cases, in the order in which people look at them."""


class Listed(NamedTuple):
    """A finding of the report."""

    finding: Finding
    case: int
    """Number of its case, or -1."""
    is_accepted: bool = False
    """True if a suppression on the page accepts it: it is shown, and not counted."""


def ordered_cases(run: Run) -> tuple[Verdict, ...]:
    """Return the cases, failed ones first, then by place."""
    ranked = sorted(
        run.verdicts, key=lambda case: (OUTCOMES.index(case.outcome), case.location, case.id)
    )
    return tuple(ranked)


def listed_findings(run: Run, cases: Sequence[Verdict]) -> tuple[Listed, ...]:
    """Return all findings: breaking changes first, then by severity and place."""
    return tuple(sorted(_found(run, cases), key=_rank))


def _found(run: Run, cases: Sequence[Verdict]) -> Iterator[Listed]:
    yield from (Listed(finding, -1) for finding in run.findings)
    for number, case in enumerate(cases):
        yield from (Listed(finding, number) for finding in case.findings)
        yield from (Listed(finding, number, is_accepted=True) for finding in case.suppressed)


def _rank(item: Listed) -> tuple[object, ...]:
    finding = item.finding
    kind = finding.change_class
    rank = CHANGE_CLASSES.index(kind) if kind in CHANGE_CLASSES else len(CHANGE_CLASSES)
    return (item.is_accepted, rank, -finding.severity, finding.sort_key, item.case)

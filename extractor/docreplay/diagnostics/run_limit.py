"""Limits how many findings a run lists, so that many hostile pages cannot fill memory or reports.

The worst findings are listed. So what decides the exit code is always among them, and what is
listed does not depend on the order of processes.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from docreplay.diagnostics.rules.findings_limited import RULE
from docreplay.model.finding import CHANGE_CLASSES, Finding, Severity
from docreplay.model.location import Location
from docreplay.model.run import UNLISTED, Run, Verdict

_Rank = tuple[int, int, tuple[Location, str, str]]


class FindingLimit:
    """The worst of many findings, and the number of the others by severity.

    At most twice the limit is held in memory; 0 means no limit.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: list[Finding] = []
        self._first: Finding | None = None
        self.unlisted: Counter[Severity] = Counter()

    def add(self, findings: Iterable[Finding]) -> None:
        """Add findings."""
        for finding in findings:
            self._held.append(finding)
            if len(self._held) > 2 * self._most > 0:
                self._drop()

    def listed(self) -> list[Finding]:
        """Return the findings within the limit."""
        if len(self._held) > self._most > 0:
            self._drop()
        return self._held

    def place(self) -> Location | None:
        """Return the place of the worst finding that is not listed, or None."""
        return self._first.location if self._first else None

    def _drop(self) -> None:
        self._held.sort(key=_rank)
        dropped = self._held[self._most :]
        del self._held[self._most :]
        self.unlisted.update(finding.severity for finding in dropped)
        self._first = min((*filter(None, [self._first]), dropped[0]), key=_rank)


def limited(run: Run, most: int) -> Run:
    """Return the run with the worst `most` findings of it and its verdicts; 0 means no limit.

    The others are counted by severity, and one finding names the numbers. Outcomes of cases stay.
    """
    whole = without_remark(run)
    limit = FindingLimit(most)
    limit.add(whole.all_findings)
    kept = Counter(map(id, limit.listed()))
    if not limit.unlisted:
        return run
    shorter = replace(
        whole,
        findings=_kept(whole.findings, kept),
        verdicts=tuple(_shortened(verdict, kept) for verdict in whole.verdicts),
        counts=with_unlisted(run.counts, limit.unlisted),
    )
    earlier = (finding.location for finding in run.findings if is_remark(finding))
    return remarked(shorter, next(earlier, limit.place()))


def remarked(run: Run, place: Location | None) -> Run:
    """Return the run with the finding that names the numbers of those not listed, if any."""
    numbers = {severity: run.counts.get(name, 0) for severity, name in UNLISTED.items()}
    if place is None or not any(numbers.values()):
        return run
    message = f"not listed: {', '.join(_parts(numbers))} (more findings than `max-findings`)"
    remark = RULE.at(place, message, severity=max(item for item in numbers if numbers[item]))
    found = sorted((*run.findings, remark), key=lambda finding: finding.sort_key)
    return replace(run, findings=tuple(found))


def without_remark(run: Run) -> Run:
    """Return the run without the finding that names the numbers of those not listed."""
    return replace(run, findings=tuple(item for item in run.findings if not is_remark(item)))


def is_remark(finding: Finding) -> bool:
    """Return True for the finding that names the numbers of those not listed."""
    return finding.code == RULE.code


def with_unlisted(counts: Mapping[str, int], more: Mapping[Severity, int]) -> dict[str, int]:
    """Return counts with further findings that are not listed."""
    added = {UNLISTED[item]: more[item] for item in reversed(Severity) if more.get(item)}
    return {**counts, **{name: counts.get(name, 0) + number for name, number in added.items()}}


def _rank(finding: Finding) -> _Rank:
    """Return a key that is smaller for what is worse.

    Classes come first: `--fail-on` of changes decides by them, and by severity the finding does
    that names the numbers.
    """
    named = (name for name in CHANGE_CLASSES if name == finding.change_class)
    index = next((CHANGE_CLASSES.index(name) for name in named), len(CHANGE_CLASSES))
    return (index, -finding.severity, finding.sort_key)


def _kept(findings: Iterable[Finding], kept: Counter[int]) -> tuple[Finding, ...]:
    return tuple(_taken(findings, kept))


def _taken(findings: Iterable[Finding], kept: Counter[int]) -> Iterator[Finding]:
    """Yield the findings that are kept; one value may be that of several findings."""
    for finding in findings:
        if kept[id(finding)] > 0:
            kept[id(finding)] -= 1
            yield finding


def _shortened(verdict: Verdict, kept: Counter[int]) -> Verdict:
    found = _kept(verdict.findings, kept)
    return verdict if len(found) == len(verdict.findings) else replace(verdict, findings=found)


def _parts(numbers: Mapping[Severity, int]) -> Iterator[str]:
    for severity in reversed(Severity):
        if number := numbers[severity]:
            yield f"{number} {severity}{'' if number == 1 else 's'}"

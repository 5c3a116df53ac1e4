"""Totals of a run, equal in every format."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from docreplay.diagnostics.run_limit import is_remark
from docreplay.model.finding import Finding, Severity
from docreplay.model.run import UNLISTED, CaseOutcome, Run, Verdict
from docreplay.report.printable import printable

COUNTED = (
    "cases",
    "passed",
    "failed",
    "skipped",
    "accepted",
    "nothing_compared",
    "setup_failed",
    "errors",
    "warnings",
    "notes",
)
"""Names of the totals that are counted anew from cases and findings."""
_OUTCOMES = ("passed", "failed", "setup_failed", "skipped", "accepted", "nothing_compared")
"""Totals of cases, in the order of a summary."""
UNPASSED: tuple[CaseOutcome, ...] = ("accepted", "nothing-compared", "skipped")
"""Outcomes of cases that neither passed nor failed."""


def totals(run: Run) -> dict[str, int]:
    """Return the command's own counts, then cases by outcome and findings by severity.

    Findings that are not listed count, and the one that names their number does not.
    """
    found = Counter(item.severity for item in run.all_findings if not is_remark(item))
    found.update({item: run.counts.get(name, 0) for item, name in UNLISTED.items()})
    return {
        **_own(run),
        "cases": len(run.verdicts) or run.counts.get("cases", 0),
        "passed": run.count("passed"),
        "failed": run.count("failed"),
        "skipped": run.count("skipped"),
        "accepted": run.count("accepted"),
        "nothing_compared": run.count("nothing-compared"),
        "setup_failed": run.count("setup-failed"),
        "errors": found[Severity.ERROR],
        "warnings": found[Severity.WARNING],
        "notes": found[Severity.NOTE],
    }


def summary(run: Run, *, timed: bool = False) -> str:
    """Return the totals as one line: `7 pages; 9 cases: 8 passed, 1 failed against …; 1 error`.

    With `timed`, it has the duration, which differs from run to run. It is safe to print also for
    a run that was read from a file.
    """
    numbers = totals(run)
    names = [name for name in _own(run) if name != "cases" or not run.verdicts]
    own = _listed(numbers, [name for name in names if name != "unannotated"])
    cases = _listed(numbers, _OUTCOMES)
    found = _listed(numbers, ("errors", "warnings", "notes"))
    ran = (
        f"{counted('cases', numbers['cases'])}: {cases}{_against(run, timed)}"
        if run.verdicts
        else ""
    )
    parts = (own, _unread(run), ran, found or "no findings")
    return printable("; ".join(part for part in parts if part))


def _unread(run: Run) -> str:
    """Return how many messages without annotation were not read, and what reads them, or `""`."""
    number = run.counts.get("unannotated", 0)
    messages = "message" if number == 1 else "messages"
    return f"{number} HTTP {messages} unannotated (see --infer-unannotated)" if number else ""


def _against(run: Run, timed: bool) -> str:
    took = f" in {run.seconds:.1f} s" if timed and run.seconds else ""
    return f" against {run.service}{took}" if run.service else ""


def by_severity(findings: Iterable[Finding]) -> str:
    """Return the number of findings of each severity: `1 error, 2 warnings`."""
    found = [finding.severity for finding in findings]
    numbers = {f"{severity}s": found.count(severity) for severity in reversed(Severity)}
    return _listed(numbers, numbers)


def _own(run: Run) -> dict[str, int]:
    """Return the command's own counts, with the suppressed findings of cases."""
    suppressed = sum(len(verdict.suppressed) for verdict in run.verdicts)
    if not suppressed:
        return run.counts
    return {**run.counts, "suppressed": run.counts.get("suppressed", 0) + suppressed}


class Unpassed(NamedTuple):
    """Cases that neither passed nor failed, for one reason."""

    outcome: CaseOutcome
    reason: str
    verdicts: list[Verdict]

    @property
    def label(self) -> str:
        """The outcome in words: `nothing compared`."""
        return self.outcome.replace("-", " ")

    @property
    def title(self) -> str:
        """The outcome with the number of cases: `12 cases skipped`."""
        mark = ":" if self.outcome == "nothing-compared" else ""
        return f"{counted('cases', len(self.verdicts))}{mark} {self.label}"


def unpassed(run: Run) -> list[Unpassed]:
    """Return the cases that neither passed nor failed, by outcome and reason.

    Reasons are in the order in which they first occur.
    """
    found: dict[tuple[CaseOutcome, str], list[Verdict]] = {}
    for verdict in run.verdicts:
        if verdict.outcome in UNPASSED:
            found.setdefault((verdict.outcome, verdict.reason), []).append(verdict)
    groups = [Unpassed(*key, verdicts) for key, verdicts in found.items()]
    return sorted(groups, key=lambda group: UNPASSED.index(group.outcome))


def nothing_compared(run: Run) -> str:
    """Return a sentence if a run has cases and compared nothing in any of them, or `""`."""
    if not run.compared_nothing:
        return ""
    number, skipped = len(run.verdicts), run.count("skipped")
    all_cases = "the only case" if number == 1 else f"all {number} cases"
    if skipped == number:
        return f"nothing was compared: {all_cases} {'was' if number == 1 else 'were'} skipped"
    if not skipped:
        return f"nothing was compared in {all_cases}"
    were = "case was" if skipped == 1 else "cases were"
    return f"nothing was compared in all {number} cases: {skipped} {were} skipped"


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings by severity, most severe first, then by place."""
    return tuple(sorted(findings, key=lambda finding: (-finding.severity, finding.sort_key)))


def _listed(numbers: Mapping[str, int], names: Iterable[str]) -> str:
    return ", ".join(counted(name, numbers[name]) for name in names if numbers[name])


_PHRASES = {
    "written": ("file written", "files written"),
    "stories": ("story", "stories"),
    "stale": ("file out of date", "files out of date"),
    "unknown": ("of unknown age", "of unknown age"),
}
"""What a count is called after one, and after other numbers, if its name alone does not say it."""


def counted(name: str, number: int) -> str:
    """Return a number with what it counts, in the plural, or in the singular for 1."""
    if name in _PHRASES:
        return f"{number} {_PHRASES[name][number != 1]}"
    word = name.replace("_", " ").replace("-", " ")
    return f"{number} {word[:-1] if number == 1 and word.endswith('s') else word}"

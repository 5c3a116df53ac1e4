"""Totals of a run, equal in every format."""

from collections.abc import Iterable, Mapping, Sequence

from docreplay.model.finding import Finding, Severity
from docreplay.model.run import Run, Verdict


def totals(run: Run) -> dict[str, int]:
    """Return the command's own counts, then cases by outcome and findings by severity."""
    severities = [finding.severity for finding in run.all_findings]
    return {
        **run.counts,
        "cases": len(run.verdicts) or run.counts.get("cases", 0),
        "passed": run.count("passed"),
        "failed": run.count("failed"),
        "skipped": run.count("skipped"),
        "errors": severities.count(Severity.ERROR),
        "warnings": severities.count(Severity.WARNING),
        "notes": severities.count(Severity.NOTE),
    }


def summary(run: Run) -> str:
    """Return the totals as one line: `7 pages, 9 cases: 8 passed, 1 failed; 1 error`."""
    numbers = totals(run)
    own = _listed(numbers, [name for name in run.counts if name != "cases" or not run.verdicts])
    cases = _listed(numbers, ("passed", "failed", "skipped"))
    found = _listed(numbers, ("errors", "warnings", "notes"))
    ran = f"{_counted('cases', numbers['cases'])}: {cases}" if run.verdicts else ""
    return "; ".join(part for part in (own, ran, found or "no findings") if part)


def skips(run: Run) -> dict[str, list[Verdict]]:
    """Return the skipped cases by their reason, in the order in which reasons first occur."""
    found: dict[str, list[Verdict]] = {}
    for verdict in run.verdicts:
        if verdict.outcome == "skipped":
            found.setdefault(verdict.reason, []).append(verdict)
    return found


def cases_skipped(verdicts: Sequence[Verdict]) -> str:
    """Return the count as text: `12 cases skipped`."""
    return f"{_counted('cases', len(verdicts))} skipped"


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings by severity, most severe first, then by place."""
    return tuple(sorted(findings, key=lambda finding: (-finding.severity, finding.sort_key)))


def _listed(numbers: Mapping[str, int], names: Iterable[str]) -> str:
    return ", ".join(_counted(name, numbers[name]) for name in names if numbers[name])


def _counted(name: str, number: int) -> str:
    word = name.replace("_", " ").replace("-", " ")
    return f"{number} {word[:-1] if number == 1 and word.endswith('s') else word}"

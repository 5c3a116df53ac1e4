"""GitLab's code quality report: a list of issues, shown in merge requests.

The format has no place for totals or for cases that passed. Cases that neither passed nor failed,
for the same reason, are one issue of the least severity, at the place of the first of them. So are
the findings of cases that are suppressed.
"""

from collections.abc import Iterable
from hashlib import sha256
from json import dumps

from docreplay.model.finding import Finding, Severity
from docreplay.model.location import Location
from docreplay.model.run import Run, Verdict
from docreplay.report.fingerprint import fingerprints
from docreplay.report.format import Format
from docreplay.report.records import Record
from docreplay.report.totals import counted, unpassed

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(run: Run) -> str:
    """Return the issues: findings, cases that failed without one, skip reasons, suppressed ones."""
    issues = [*_findings(run), *_cases(run), *_skips(run), *_suppressed(run)]
    return dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _findings(run: Run) -> Iterable[Record]:
    findings = run.all_findings
    marks = fingerprints(findings, run.sources)
    return (_finding(*pair) for pair in zip(findings, marks, strict=True))


def _finding(finding: Finding, fingerprint: str) -> Record:
    mark = f"({finding.change_class}) " if finding.change_class else ""
    return {
        "description": f"{finding.code} {mark}{finding.message}",
        "check_name": finding.name,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": _location(finding.location, finding.end),
    }


def _cases(run: Run) -> Iterable[Record]:
    return (_case(item) for item in run.verdicts if item.is_failure and not item.findings)


def _case(verdict: Verdict) -> Record:
    return {
        "description": f"{verdict.title or verdict.id}: {verdict.reason}",
        "check_name": "case-failed",
        "fingerprint": _digest(verdict.id),
        "severity": "critical",
        "location": _location(verdict.location),
    }


def _skips(run: Run) -> Iterable[Record]:
    """Yield one issue per reason; its fingerprint does not depend on the number of cases."""
    for group in unpassed(run):
        yield {
            "description": f"{group.title}: {group.reason}",
            "check_name": f"case-{group.outcome}",
            "fingerprint": _digest(f"{group.outcome}: {group.reason}"),
            "severity": "info",
            "location": _location(group.verdicts[0].location),
        }


def _suppressed(run: Run) -> Iterable[Record]:
    """Yield one issue with the number of suppressed findings of cases, if there are some."""
    found = [item for verdict in run.verdicts for item in verdict.suppressed]
    if found:
        yield {
            "description": f"{counted('suppressed findings', len(found))} of cases",
            "check_name": "findings-suppressed",
            "fingerprint": _digest("suppressed"),
            "severity": "info",
            "location": _location(found[0].location),
        }


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _location(location: Location, end: Location | None = None) -> Record:
    lines: Record = {"begin": location.line}
    if end:
        lines["end"] = end.line
    return {"path": location.path, "lines": lines}


FORMAT = Format(name="gitlab", suffix=".json", render=render)

"""The Common Test Report Format (https://ctrf.io): cases are tests.

Findings outside of cases are in `extra`: none of them is a test that passed.
"""

from datetime import datetime
from importlib.metadata import version
from json import dumps

from docreplay.model.json.value import JSON
from docreplay.model.run import Run, Verdict
from docreplay.report.format import Format
from docreplay.report.layout import case_lines
from docreplay.report.records import Record, finding_record, run_marker
from docreplay.report.totals import ordered, totals

_SPECIFICATION = "0.0.0"
_STATUSES = {"passed": "passed", "skipped": "skipped"}


def render(run: Run) -> str:
    """Return the report; accepted mismatches, and cases that compared nothing, are `other`."""
    start = _milliseconds(run)
    tests: list[JSON] = [_test(verdict, run) for verdict in run.verdicts]
    mark = run_marker(run)
    findings: list[JSON] = [finding_record(finding, mark(finding)) for finding in run.findings]
    report: Record = {
        "reportFormat": "CTRF",
        "specVersion": _SPECIFICATION,
        "generatedBy": "docreplay",
        "results": {
            "tool": {"name": "docreplay", "version": version("docreplay")},
            "summary": _summary(run, start),
            "tests": tests,
            "extra": {"totals": dict(totals(run)), "findings": findings},
        },
    }
    return dumps(report, ensure_ascii=False, indent=2) + "\n"


def _summary(run: Run, start: int) -> Record:
    found = [_status(verdict) for verdict in run.verdicts]
    names = ("passed", "failed", "skipped", "pending", "other")
    return {
        "tests": len(found),
        **{name: found.count(name) for name in names},
        "start": start,
        "stop": start + round(run.seconds * 1000),
    }


def _milliseconds(run: Run) -> int:
    """Return when the run began, since 1970; 0 if that does not matter."""
    if not run.started:
        return 0
    return round(datetime.fromisoformat(run.started).timestamp() * 1000)


def _status(verdict: Verdict) -> str:
    return "failed" if verdict.is_failure else _STATUSES.get(verdict.outcome, "other")


def _test(verdict: Verdict, run: Run) -> Record:
    test: Record = {
        "name": verdict.id or "-",
        "status": _status(verdict),
        "duration": round(verdict.elapsed * 1000),
        "suite": [verdict.location.path or "-"],
        "filePath": verdict.location.path,
        "line": verdict.location.line,
        "rawStatus": verdict.outcome,
        "extra": {"title": verdict.title, "curl": verdict.reproduce or None},
    }
    if verdict.reason:
        test["message"] = verdict.reason
    if verdict.findings:
        test["trace"] = "\n".join(case_lines(verdict, run.sources))
        test["tags"] = list(dict.fromkeys(item.code for item in ordered(verdict.findings)))
    return test


FORMAT = Format(name="ctrf", suffix=".ctrf.json", render=render)

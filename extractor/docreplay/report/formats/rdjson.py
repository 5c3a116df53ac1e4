"""The Diagnostic Format of reviewdog as one object, with suggestions that reviewers can apply.

Columns are numbers of UTF-8 bytes from 1, and the end of a range is exclusive, so they need the
line of the page; without it, a diagnostic has a line only and no suggestion.
"""

from collections.abc import Iterator
from json import dumps

from docreplay.model.finding import Finding, Fix, Severity
from docreplay.model.json.value import JSON
from docreplay.model.location import Location
from docreplay.model.run import Run, Verdict
from docreplay.report.format import Format
from docreplay.report.printable import printable
from docreplay.report.records import Record
from docreplay.report.totals import counted, ordered, totals, unpassed

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}
_SOURCE: Record = {"name": "docreplay"}


def render(run: Run) -> str:
    """Return the diagnostics, the most severe first; `docreplay` has the totals."""
    record: Record = {
        "source": _SOURCE,
        "diagnostics": list(diagnostics(run)),
        "docreplay": {"command": run.command, "totals": dict(totals(run))},
    }
    return dumps(record, ensure_ascii=False, indent=2) + "\n"


def diagnostics(run: Run) -> Iterator[Record]:
    """Yield findings, cases that failed without one, and why cases were not judged.

    The suppressed findings of cases are counted in one diagnostic.
    """
    yield from (_finding(finding, run) for finding in ordered(run.all_findings))
    yield from (_case(item) for item in run.verdicts if item.is_failure and not item.findings)
    for group in unpassed(run):
        at = group.verdicts[0].location
        yield _diagnostic(f"{group.title}: {group.reason}", at, Severity.NOTE)
    if found := [item for verdict in run.verdicts for item in verdict.suppressed]:
        text = f"{counted('suppressed findings', len(found))} of cases"
        yield _diagnostic(text, found[0].location, Severity.NOTE)


def _finding(finding: Finding, run: Run) -> Record:
    facts = zip(finding.sides, (finding.expected, finding.actual), strict=True)
    lines = [finding.message, *(f"{name}: {value}" for name, value in facts if value is not None)]
    record = _diagnostic("\n".join(lines), finding.location, finding.severity)
    record["code"] = {"value": f"{finding.code} {finding.name}"}
    place = _range(run, finding.location, finding.end)
    if place:
        record["location"] = {"path": finding.location.path, "range": place}
    if finding.fix and (suggested := list(_suggestions(run, finding, finding.fix))):
        record["suggestions"] = suggested
    return record


def _case(verdict: Verdict) -> Record:
    message = f"{verdict.title or verdict.id}: {verdict.reason}"
    return _diagnostic(message, verdict.location, Severity.ERROR)


def _diagnostic(message: str, at: Location, severity: Severity) -> Record:
    return {
        "message": "\n".join(map(printable, message.split("\n"))),
        "location": {"path": at.path, "range": {"start": {"line": at.line}}},
        "severity": _SEVERITIES[severity],
        "source": _SOURCE,
    }


def _suggestions(run: Run, finding: Finding, fix: Fix) -> Iterator[JSON]:
    """Yield the edits of `--fix` on the page of the finding; all of them or none."""
    places = [_range(run, edit.start, edit.end) for edit in fix.edits]
    is_own = all(edit.start.path == finding.location.path for edit in fix.edits)
    if is_own and all(places):
        for place, edit in zip(places, fix.edits, strict=True):
            yield {"range": place, "text": edit.text}


def _range(run: Run, start: Location, end: Location | None) -> Record | None:
    """Return the range in bytes; None if the page or a line of it is not known."""
    first, last = _position(run, start), _position(run, end or start)
    return {"start": first, "end": last} if first and last else None


def _position(run: Run, at: Location) -> Record | None:
    text = run.sources.get(at.path)
    lines = [] if text is None else text.split("\n", at.line)
    if not 1 <= at.line <= len(lines):
        return None
    before = lines[at.line - 1][: at.column - 1]
    return {"line": at.line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}


FORMAT = Format(name="rdjson", suffix=".rdjson", render=render)

"""SARIF 2.1.0 (OASIS) for code scanning services."""

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from json import dumps
from urllib.parse import quote

from docreplay.diagnostics.rule_catalogue import RulePage, rule_pages
from docreplay.model.finding import Edit, Finding, Fix, Related
from docreplay.model.json.value import JSON
from docreplay.model.location import Location
from docreplay.model.run import Run, Verdict
from docreplay.report.fingerprint import fingerprints
from docreplay.report.format import Format
from docreplay.report.records import Record
from docreplay.report.totals import UNPASSED, totals

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(run: Run) -> str:
    """Return all findings with their rules.

    A case that neither passed nor failed, or failed without a finding, is a notification (§3.58).
    Findings of
    the baseline are included as unchanged and suppressed (§3.27.24, §3.27.23).
    """
    known = run.known or ()
    findings = (*run.all_findings, *known)
    codes = {finding.code for finding in findings}
    pages = [page for page in rule_pages() if page.rule.code in codes]
    index = {page.rule.code: number for number, page in enumerate(pages)}
    marks = fingerprints(findings, run.sources)
    log: Record = {
        "tool": {"driver": _driver(pages)},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(run)],
        "results": [
            _result(finding, mark, index) | state
            for finding, mark, state in zip(findings, marks, _states(run), strict=True)
        ],
        "properties": {
            "command": run.command,
            "service": run.service or None,
            "totals": dict(totals(run)),
        },
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [log]}
    return dumps(document, ensure_ascii=False, indent=2) + "\n"


def _driver(pages: Sequence[RulePage]) -> Record:
    return {
        "name": "docreplay",
        "semanticVersion": version("docreplay"),
        "rules": [_rule(page) for page in pages],
    }


def _rule(page: RulePage) -> Record:
    return {
        "id": page.rule.code,
        "name": page.rule.name,
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": page.text.partition("\n\n")[0]},
        "help": {"text": page.text, "markdown": page.text},
        "defaultConfiguration": {"level": str(page.rule.severity)},
    }


def _result(finding: Finding, fingerprint: str, index: dict[str, int]) -> Record:
    result: Record = {"ruleId": finding.code}
    if finding.code in index:
        result["ruleIndex"] = index[finding.code]
    result |= {
        "level": str(finding.severity),
        "message": {"text": _message(finding)},
        "locations": [_location(finding.location, finding.end)],
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }
    if finding.change_class:
        result["properties"] = {"class": finding.change_class}
    if finding.related:
        result["relatedLocations"] = [_related(related) for related in finding.related]
    if finding.fix and finding.fix.edits:
        result["fixes"] = [_fix(finding.fix)]
    return result


def _states(run: Run) -> Iterator[Record]:
    """Yield the baseline state of each result; empty without a baseline."""
    new: Record = {} if run.known is None else {"baselineState": "new"}
    accepted: list[JSON] = [{"kind": "external"}]
    known: Record = {"baselineState": "unchanged", "suppressions": accepted}
    yield from (new for _ in run.all_findings)
    yield from (known for _ in run.known or ())


def _message(finding: Finding) -> str:
    facts = zip(finding.sides, (finding.expected, finding.actual), strict=True)
    lines = [finding.message, *(f"{label}: {value}" for label, value in facts if value is not None)]
    return _plain("\n".join(lines))


def _plain(text: str) -> str:
    """Escape brackets, since `[text](1)` is a link (SARIF §3.11.6)."""
    return text.replace("[", "\\[").replace("]", "\\]")


def _location(location: Location, end: Location | None = None) -> Record:
    """Return a location; `endColumn` is the column behind the region (§3.30.8)."""
    region: Record = {"startLine": location.line, "startColumn": location.column}
    if end:
        region |= {"endLine": end.line, "endColumn": end.column}
    return {"physicalLocation": {"artifactLocation": _artifact(location.path), "region": region}}


def _related(related: Related) -> Record:
    return {**_location(related.location), "message": {"text": related.message}}


def _fix(fix: Fix) -> Record:
    paths = dict.fromkeys(edit.start.path for edit in fix.edits)
    changes: list[JSON] = [
        {
            "artifactLocation": _artifact(path),
            "replacements": [_replacement(item) for item in fix.edits if item.start.path == path],
        }
        for path in paths
    ]
    return {"description": {"text": fix.title}, "artifactChanges": changes}


def _replacement(edit: Edit) -> Record:
    region: Record = {
        "startLine": edit.start.line,
        "startColumn": edit.start.column,
        "endLine": edit.end.line,
        "endColumn": edit.end.column,
    }
    return {"deletedRegion": region, "insertedContent": {"text": edit.text}}


def _invocation(run: Run) -> Record:
    failures = [item for item in run.verdicts if item.is_failure and not item.findings]
    others = [item for item in run.verdicts if item.outcome in UNPASSED]
    return {
        "executionSuccessful": not failures,
        "toolExecutionNotifications": [
            *(_notification(verdict, "error", verdict.reason) for verdict in failures),
            *(
                _notification(item, "note", f"{item.outcome.replace('-', ' ')}, {item.reason}")
                for item in others
            ),
        ],
    }


def _notification(verdict: Verdict, level: str, text: str) -> Record:
    return {
        "level": level,
        "message": {"text": _plain(f"{verdict.id}: {text}")},
        "locations": [_location(verdict.location)],
    }


def _artifact(path: str) -> Record:
    return {"uri": quote(path.encode("utf-8", "surrogatepass"), safe="/")}


FORMAT = Format(name="sarif", suffix=".sarif", render=render)

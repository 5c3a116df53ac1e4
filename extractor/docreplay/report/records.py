"""JSON records of values, a public interface; `schemas/` describes them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from importlib.metadata import version
from math import isfinite

from docreplay.model.exchange import Exchange, Reading
from docreplay.model.finding import Finding, Fix
from docreplay.model.http.http import Header, Request, Response
from docreplay.model.json.value import JSON
from docreplay.model.location import Location, Passage
from docreplay.model.markup.block import Annotation, Block
from docreplay.model.run import Run, Verdict
from docreplay.model.shown_exchange import ShownExchange, ShownLine
from docreplay.report.causes import Cause, causes
from docreplay.report.fingerprint import Mark, marker
from docreplay.report.totals import totals
from docreplay.report.translation_records import page_record, source_record

Record = dict[str, JSON]
SCHEMA_VERSION = 1
"""Version of `schemas/run.json`; a higher one has records that this version cannot read."""
_CONTEXT = 2
"""Number of lines on each side of a finding that reports quote."""


def run_record(run: Run) -> Record:
    """Return the record of a run; `findings` are those outside of cases.

    It has all that `run_reader.read_run` makes an equal run of. That of a run that compared
    translations has their `pages`, and findings have the place in the `source`.
    """
    mark = run_marker(run)
    judged: Record = {"pages": [page_record(page) for page in run.translations]}
    return {
        "schema_version": SCHEMA_VERSION,
        "command": run.command,
        "docreplay": version("docreplay"),
        "run_id": run.run_id or None,
        "shard": str(run.shard) if run.shard else None,
        "service": run.service or None,
        "started": run.started or None,
        "seconds": round(run.seconds, 6),
        "rerun": run.rerun or None,
        "causes": [cause_record(cause) for cause in causes(run)],
        "cases": [case_record(verdict, mark) for verdict in run.verdicts],
        "findings": _page_findings(run, run.findings, mark),
        "known": None if run.known is None else _page_findings(run, run.known, mark),
        "undecided": [
            {"is_true": item.is_true, "finding": finding_record(item.finding, mark(item.finding))}
            for item in run.undecided
        ],
        **(judged if has_translations(run) else {}),
        "lines": lines_record(run),
        "totals": dict(totals(run)),
    }


def run_marker(run: Run) -> Mark:
    """Return what gives each finding of a run its fingerprint, the accepted ones as well.

    Those of reported findings are the ones that SARIF and GitLab's report have.
    """
    return marker(_all_findings(run), run.sources)


def has_translations(run: Run) -> bool:
    """Return True for a run that compared translations, even if it selected none."""
    return run.command == "drift" or bool(run.translations)


def _all_findings(run: Run) -> Iterator[Finding]:
    yield from run.all_findings
    yield from run.known or ()
    for verdict in run.verdicts:
        yield from verdict.suppressed
    yield from (item.finding for item in run.undecided)


def _page_findings(run: Run, findings: Iterable[Finding], mark: Mark) -> list[JSON]:
    records = [(finding, finding_record(finding, mark(finding))) for finding in findings]
    if not has_translations(run):
        return [record for _, record in records]
    return [{**record, "source": source_record(finding)} for finding, record in records]


def cause_record(cause: Cause) -> Record:
    """Return the record of a cause for which cases say nothing about their pages."""
    return {"kind": cause.kind, "cases": cause.cases, "message": cause.message}


def case_record(verdict: Verdict, mark: Mark) -> Record:
    """Return the record of a case; `mark` gives its findings their fingerprints."""
    return {
        "id": verdict.id,
        "title": verdict.title,
        "page": verdict.location.path,
        "line": verdict.location.line,
        "column": verdict.location.column,
        "outcome": verdict.outcome,
        "reason": verdict.reason,
        "unreachable": verdict.unreachable,
        "kind": verdict.kind or None,
        "refused": verdict.refused,
        "elapsed": round(verdict.elapsed, 6),
        "curl": verdict.reproduce or None,
        "exchange": exchange_record(verdict.exchange) if verdict.exchange else None,
        "findings": [finding_record(item, mark(item)) for item in verdict.findings],
        "suppressed": [finding_record(item, mark(item)) for item in verdict.suppressed],
        "matched": list(verdict.matched),
        "unmatched": list(verdict.unmatched),
        "steps": list(verdict.steps),
        "recordings": list(verdict.recordings),
    }


def exchange_record(exchange: ShownExchange) -> Record:
    """Return the record of what the page documents, and of what was sent and received."""
    return {
        "request": [line_record(line) for line in exchange.request],
        "response": [line_record(line) for line in exchange.response],
        "sent": exchange.sent,
        "answer": exchange.answer,
    }


def line_record(line: ShownLine) -> Record:
    """Return the record of a line of a documented message, with its place on the page."""
    return {"line": line.line, "column": line.column, "text": line.text}


def lines_record(run: Run) -> Record:
    """Return the lines of pages that reports of the run quote, by path and number."""
    wanted: dict[str, set[int]] = {}
    for finding in _all_findings(run):
        for path, numbers in _quoted(finding):
            wanted.setdefault(path, set()).update(numbers)
    return {
        path: dict(found)
        for path in sorted(wanted)
        if (found := _numbered(run.sources.get(path), wanted[path]))
    }


def _quoted(finding: Finding) -> Iterator[tuple[str, range]]:
    """Yield the paths and numbers of the lines around a finding, and of those that it edits."""
    path, line, _ = finding.location
    yield path, range(line - _CONTEXT, line + _CONTEXT + 1)
    for edit in finding.fix.edits if finding.fix else ():
        yield edit.start.path, range(edit.start.line, edit.end.line + 1)


def _numbered(text: str | None, numbers: Iterable[int]) -> list[tuple[str, JSON]]:
    lines = text.split("\n") if text is not None else []
    return [(str(at), lines[at - 1]) for at in sorted(numbers) if 1 <= at <= len(lines)]


def finding_record(finding: Finding, fingerprint: str = "") -> Record:
    """Return the record of a finding; lines and columns are 1-based.

    `pointer` is a JSON Pointer (RFC 6901).

    `end_line` and `end_column` are the first place behind the named text. `class` is what a change
    of the API means for clients. `fingerprint` identifies the finding in the run; that of such a
    change is its own. `edits` of a fix are those that `--fix` applies.
    """
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": str(finding.severity),
        "path": finding.location.path,
        "line": finding.location.line,
        "column": finding.location.column,
        "end_line": finding.end.line if finding.end else None,
        "end_column": finding.end.column if finding.end else None,
        "message": finding.message,
        "expected": finding.expected,
        "actual": finding.actual,
        "pointer": finding.pointer,
        "class": finding.change_class or None,
        "fingerprint": finding.fingerprint or fingerprint or None,
        "counter_example": asdict(example) if (example := finding.counter_example) else None,
        "segment": finding.segment or None,
        "cause": finding.cause or None,
        "related": [
            {**place_record(item.location), "message": item.message, "label": item.label or None}
            for item in finding.related
        ],
        "fix": fix_record(finding.fix) if finding.fix else None,
    }


def fix_record(fix: Fix) -> Record:
    """Return the record of a fix; the end of an edit is exclusive."""
    return {
        "title": fix.title,
        "safety": fix.safety,
        "edits": [
            {
                **place_record(edit.start),
                "end_line": edit.end.line,
                "end_column": edit.end.column,
                "text": edit.text,
            }
            for edit in fix.edits
        ],
    }


def place_record(location: Location) -> Record:
    """Return the record of a place."""
    return {"path": location.path, "line": location.line, "column": location.column}


def exchange_records(reading: Reading) -> Iterable[Record]:
    """Return the records of exchanges; `path` and `line` are those of the first line of content.

    `path` is the page or an included file.
    """
    return (_exchange(exchange) for exchange in reading.exchanges)


def block_records(reading: Reading) -> Iterable[Record]:
    """Return the records of the blocks, in order."""
    return (_block(reading.page.path, block) for block in reading.blocks)


def _exchange(exchange: Exchange) -> Record:
    answer, block = exchange.response, exchange.response_block
    return {
        "id": exchange.id,
        "page": exchange.page.path,
        "locale": exchange.page.locale,
        "names": list(exchange.names),
        "paired_by": exchange.paired_by,
        "confidence": exchange.confidence,
        "request": _request(exchange.request, exchange.request_block),
        "response": _response(answer, block) if answer and block else None,
        "annotations": {
            "request": _annotation(exchange.request_annotation),
            "response": _annotation(exchange.response_annotation),
        },
    }


def _request(request: Request, block: Block) -> Record:
    return {
        "path": block.location.path,
        "line": block.location.line,
        "method": request.method,
        "target": request.target,
        "headers": _headers(request.headers),
        "body": _text(request.body),
    }


def _response(response: Response, block: Block) -> Record:
    return {
        "path": block.location.path,
        "line": block.location.line,
        "status": response.status,
        "reason": response.reason,
        "headers": _headers(response.headers),
        "body": _text(response.body),
    }


def _block(page: str, block: Block) -> Record:
    return {
        "page": page,
        "kind": block.kind,
        "path": block.location.path,
        "line": block.location.line,
        "end_line": block.end_line,
        "info": block.info,
        "annotation": _annotation(block.annotation),
        "text": block.text.text,
    }


def _annotation(annotation: Annotation | None) -> JSON:
    return _plain(annotation.attributes) if annotation else None


def _plain(value: JSON | Mapping[str, JSON]) -> JSON:
    """Return the value with `Infinity` and `NaN` as strings, since JSON has none (RFC 8259 §6)."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, float) and not isfinite(value) else value


def _headers(headers: Iterable[Header]) -> list[JSON]:
    return [[header.name, header.value] for header in headers]


def _text(passage: Passage | None) -> str | None:
    return None if passage is None else passage.text

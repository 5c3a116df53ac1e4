"""JSON records of values, a public interface; `schemas/` describes them."""

from collections.abc import Iterable, Mapping
from importlib.metadata import version
from math import isfinite

from docreplay.model.block import Annotation, Block
from docreplay.model.exchange import Exchange, Reading
from docreplay.model.finding import Finding
from docreplay.model.http import Header, Request, Response
from docreplay.model.json.value import JSON
from docreplay.model.location import Passage
from docreplay.model.run import Run, Verdict
from docreplay.report.causes import Cause, causes
from docreplay.report.totals import totals

Record = dict[str, JSON]


def run_record(run: Run) -> Record:
    """Return the record of a run; `findings` are those outside of cases."""
    return {
        "command": run.command,
        "docreplay": version("docreplay"),
        "service": run.service or None,
        "started": run.started or None,
        "causes": [cause_record(cause) for cause in causes(run)],
        "cases": [case_record(verdict) for verdict in run.verdicts],
        "findings": [finding_record(finding) for finding in run.findings],
        "totals": dict(totals(run)),
    }


def cause_record(cause: Cause) -> Record:
    """Return the record of a cause for which cases say nothing about their pages."""
    return {"kind": cause.kind, "cases": cause.cases, "message": cause.message}


def case_record(verdict: Verdict) -> Record:
    """Return the record of a case."""
    return {
        "id": verdict.id,
        "page": verdict.location.path,
        "line": verdict.location.line,
        "outcome": verdict.outcome,
        "reason": verdict.reason,
        "unreachable": verdict.unreachable,
        "kind": verdict.kind or None,
        "findings": [finding_record(finding) for finding in verdict.findings],
    }


def finding_record(finding: Finding) -> Record:
    """Return the record of a finding; lines and columns are 1-based.

    `pointer` is a JSON Pointer (RFC 6901).

    `end_line` and `end_column` are the first place behind the named text. `class` is what a change
    of the API means for clients, `fingerprint` what identifies it.
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
        "fingerprint": finding.fingerprint or None,
    }


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

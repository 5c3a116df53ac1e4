"""One JSON object on each line: findings, then cases, then the totals."""

from collections.abc import Iterator

from extractor.model.json import json_line
from extractor.model.run import Run
from extractor.report.format import Format
from extractor.report.records import Record, case_record, finding_record
from extractor.report.totals import totals


def render(run: Run) -> str:
    """The run's records; `type` says which kind each of them is."""
    return "".join(json_line(record) + "\n" for record in _records(run))


def _records(run: Run) -> Iterator[Record]:
    for finding in run.findings:
        yield {"type": "finding", **finding_record(finding)}
    for verdict in run.verdicts:
        yield {"type": "case", **case_record(verdict)}
    yield {"type": "totals", "command": run.command, **totals(run)}


FORMAT = Format(name="jsonl", suffix=".jsonl", render=render)

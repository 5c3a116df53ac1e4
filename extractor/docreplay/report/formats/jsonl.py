"""JSON Lines: findings, cases, totals."""

from collections.abc import Iterator
from importlib.metadata import version

from docreplay.model.json.value import json_line
from docreplay.model.run import Run
from docreplay.report.format import Format
from docreplay.report.records import Record, case_record, finding_record, run_marker
from docreplay.report.totals import totals


def render(run: Run) -> str:
    """Return the records of the run, one per line; `type` is the kind of each."""
    return "".join(json_line(record) + "\n" for record in _records(run))


def _records(run: Run) -> Iterator[Record]:
    mark = run_marker(run)
    for finding in run.findings:
        yield {"type": "finding", **finding_record(finding, mark(finding))}
    for verdict in run.verdicts:
        yield {"type": "case", **case_record(verdict, mark)}
    made = {"docreplay": version("docreplay"), "service": run.service or None}
    yield {"type": "totals", "command": run.command, **made, **totals(run)}


FORMAT = Format(name="jsonl", suffix=".jsonl", render=render)

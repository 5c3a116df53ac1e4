"""Comma-separated values (RFC 4180): one line for each finding, for a spreadsheet."""

import csv
import io

from docreplay.model.run import Run
from docreplay.report.format import Format

_HEADINGS = ("path", "line", "column", "severity", "code", "message")
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def render(run: Run) -> str:
    """Return the findings as CSV, by place."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEADINGS)
    for finding in run.all_findings:
        at = finding.location
        cells = (at.path, at.line, at.column, finding.severity, finding.code, finding.message)
        writer.writerow(_harmless(str(cell)) for cell in cells)
    return text.getvalue()


def _harmless(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula: pages are untrusted."""
    printable = "".join(c if c.isprintable() else "\ufffd" for c in cell)
    return f"'{printable}" if cell.startswith(_FORMULAS) else printable


FORMAT = Format(name="csv", suffix=".csv", render=render)

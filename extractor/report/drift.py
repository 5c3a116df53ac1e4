"""What `docreplay drift` says in forms of its own: one JSON document, and a table by locale."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from json import dumps

from extractor.model.finding import Finding
from extractor.model.run import Run
from extractor.model.translation import PageVerdict
from extractor.report.printable import printable
from extractor.report.records import Record, finding_record
from extractor.report.totals import totals


def render(run: Run, pages: Sequence[PageVerdict]) -> str:
    """The JSON document: findings with their source and cause, a record per page, and totals.

    `status` is all that checkers of a single page and its translation need to say.
    """
    record = {
        "command": run.command,
        "status": "outdated" if run.findings else "up-to-date",
        "findings": [drift_record(finding) for finding in run.findings],
        "pages": [asdict(page) for page in pages],
        "totals": dict(totals(run)),
    }
    return dumps(record, ensure_ascii=False, indent=2) + "\n"


def drift_record(finding: Finding) -> Record:
    """A finding on a translated page; `source` is where the source says what is expected."""
    record = finding_record(finding)
    record.pop("pointer")
    source = finding.related[0].location if finding.related else None
    return record | {
        "source": {"path": source.path, "line": source.line} if source else None,
        "segment": finding.segment or None,
        "cause": finding.cause or None,
        "fix": {"safety": finding.fix.safety} if finding.fix else None,
    }


def summary(run: Run, pages: Sequence[PageVerdict]) -> str:
    """How many pages of each locale are in which state, and how many findings of each rule."""
    locales = {page.path: page.locale or "-" for page in pages}
    states = _counted((page.locale or "-", page.state) for page in pages)
    rules = _counted(
        (locales.get(item.location.path, "-"), f"{item.code} {item.name}") for item in run.findings
    )
    return f"{_table('page state', states)}\n{_table('rule', rules)}"


def _counted(items: Iterable[tuple[str, str]]) -> dict[str, Counter[str]]:
    """By what is counted, then by locale."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for locale, name in items:
        counts[name][locale] += 1
    return counts


def _table(title: str, counts: dict[str, Counter[str]]) -> str:
    """A row for each thing counted, a column for each locale, numbers to the right."""
    locales = sorted({locale for counter in counts.values() for locale in counter})
    rows = [[title, *locales]]
    rows += [[name, *(str(counts[name][at]) for at in locales)] for name in sorted(counts)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join(
        printable(f"{row[0]:<{widths[0]}}  {_numbers(row[1:], widths[1:])}").rstrip() + "\n"
        for row in rows
    )


def _numbers(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))

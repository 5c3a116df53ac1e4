"""What `docreplay drift` says in forms of its own: one JSON document, and a table by locale."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from json import dumps

from extractor.model.finding import Finding, Severity
from extractor.model.run import Run
from extractor.model.translation import PageVerdict
from extractor.report.printable import columns, printable
from extractor.report.records import Record, finding_record
from extractor.report.totals import totals

_CAUSES = 20
_WIDTH = 72


def render(run: Run, pages: Sequence[PageVerdict]) -> str:
    """The JSON document: findings with their source and cause, a record per page, and totals."""
    return _document(_record(run, pages))


def render_pair(run: Run, page: PageVerdict) -> str:
    """The same of one translation, with a `status` that the checkers of Kubernetes' pages share.

    The contract is that of `scripts/content_detection_benchmark` in kubernetes/website.
    """
    return _document({"status": _status(run, page), **_record(run, [page])})


def _document(record: Record) -> str:
    return dumps(record, ensure_ascii=False, indent=2) + "\n"


def _record(run: Run, pages: Sequence[PageVerdict]) -> Record:
    return {
        "findings": [drift_record(finding) for finding in run.findings],
        "pages": [page_record(page) for page in pages],
        "totals": dict(totals(run)),
    }


def _status(run: Run, page: PageVerdict) -> str:
    """A note is nothing to do; only an error calls for a translator without doubt."""
    if page.state == "missing":
        return "not_translated"
    if page.state == "orphaned":
        return "no_english_version"
    match run.worst():
        case Severity.ERROR:
            return "candidate_outdated"
        case Severity.WARNING:
            return "outdated_low_severity"
        case _:
            return "up_to_date"


def page_record(page: PageVerdict) -> Record:
    """How a page stands; `words` are those to translate (again)."""
    return {
        "path": page.path,
        "state": page.state,
        "integrity": page.integrity,
        "freshness": page.freshness,
        "trust": page.trust,
        "words": page.words,
    }


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
    """By locale: how many pages are in which state, findings by rule, and the commonest causes."""
    locales = {page.path: page.locale or "-" for page in pages}
    states = _counted((page.locale or "-", page.state) for page in pages)
    rules = _counted(
        (locales.get(item.location.path, "-"), f"{item.code} {item.name}") for item in run.findings
    )
    causes = _counted(
        (locales.get(item.location.path, "-"), _short(item.cause))
        for item in run.findings
        if item.cause
    )
    often = sorted(causes, key=lambda name: (-causes[name].total(), name))[:_CAUSES]
    tables = [_table("page state", states), _table("rule", rules)]
    tables.append(_table("cause", {name: causes[name] for name in often}))
    return "\n".join(table for table in tables if table)


def _short(cause: str) -> str:
    text = printable(" ".join(cause.split()))
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"


def _counted(items: Iterable[tuple[str, str]]) -> dict[str, Counter[str]]:
    """By what is counted, then by locale."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for locale, name in items:
        counts[name][locale] += 1
    return dict(sorted(counts.items()))


def _table(title: str, counts: dict[str, Counter[str]]) -> str:
    """A row for each thing counted, a column for each locale; nothing where nothing was counted."""
    if not counts:
        return ""
    locales = sorted({locale for counter in counts.values() for locale in counter})
    rows = [[title, *locales]]
    rows += [[name, *(str(counts[name][at]) for at in locales)] for name in counts]
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    return "".join(
        f"{row[0]}{' ' * (widths[0] - columns(row[0]))}  {_numbers(row[1:], widths[1:])}\n"
        for row in rows
    )


def _numbers(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))

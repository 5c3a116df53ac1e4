"""Reports specific to `docreplay drift`: the status of a pair, and tables by locale."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from json import dumps

from docreplay.model.finding import Severity
from docreplay.model.run import Run
from docreplay.model.translation import PageVerdict
from docreplay.report.drift_board import board
from docreplay.report.printable import clipped, columns, printable
from docreplay.report.records import Record, run_record
from docreplay.report.totals import summary as totals_line

_CAUSES = 20
_WIDTH = 70
_TERMINAL = 80
_GAP = "  "


def render_pair(run: Run) -> str:
    """Return the JSON document of a run over one translation, with a `status`.

    The contract is that of `scripts/content_detection_benchmark` in kubernetes/website.
    """
    (page,) = run.translations
    record: Record = {"status": _status(run, page), **run_record(run)}
    return dumps(record, ensure_ascii=False, indent=2) + "\n"


def _status(run: Run, page: PageVerdict) -> str:
    """Return the status: errors make a page a candidate for translation, notes do not."""
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


def summary(run: Run, pages: Sequence[PageVerdict]) -> str:
    """Return tables by locale of page states, areas, findings by rule, and frequent causes.

    Tables of many locales are divided at 80 columns. The totals come last.
    """
    locales = {page.path: page.locale or "-" for page in pages}
    states = _counted((page.locale or "-", page.state) for page in pages)
    rules = _counted(
        (locales.get(item.location.path, "-"), f"{item.code} {item.name}") for item in run.findings
    )
    causes = _counted(("places", _short(item.cause)) for item in run.findings if item.cause)
    often = sorted(causes, key=lambda name: (-causes[name].total(), name))[:_CAUSES]
    tables = [*_tables("page state", states), *board(run, pages), *_tables("rule", rules)]
    tables += _tables("cause", {name: causes[name] for name in often})
    return "\n".join([*tables, f"{totals_line(run)}\n"])


def _short(cause: str) -> str:
    return clipped(printable(" ".join(cause.split())), _WIDTH)


def _counted(items: Iterable[tuple[str, str]]) -> dict[str, Counter[str]]:
    """Return the counts by item, then by locale."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for locale, name in items:
        counts[name][locale] += 1
    return dict(sorted(counts.items()))


def _tables(title: str, counts: dict[str, Counter[str]]) -> Iterator[str]:
    """Yield tables with a row for each item and a column for each locale."""
    locales = sorted({locale for counter in counts.values() for locale in counter})
    first = max(map(columns, [title, *counts]))
    widths = [max(len(at), *(len(str(row[at])) for row in counts.values())) for at in locales]
    while locales:
        fitting = _fitting(first, widths)
        yield _table(title, counts, locales[:fitting])
        del locales[:fitting], widths[:fitting]


def _fitting(first: int, widths: Sequence[int]) -> int:
    """Return how many columns of these widths fit beside the first one, at least one."""
    ends = accumulate(widths, lambda end, width: end + len(_GAP) + width, initial=first)
    return max(1, sum(end <= _TERMINAL for end in ends) - 1)


def _table(title: str, counts: dict[str, Counter[str]], locales: Sequence[str]) -> str:
    """Return one table; items without a count in its locales are omitted."""
    rows = [[title, *locales]]
    rows += [
        [name, *(str(row[at]) for at in locales)]
        for name, row in counts.items()
        if any(row[at] for at in locales)
    ]
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    return "".join(
        f"{row[0]}{' ' * (widths[0] - columns(row[0]))}{_GAP}{_numbers(row[1:], widths[1:])}\n"
        for row in rows
    )


def _numbers(cells: Sequence[str], widths: Sequence[int]) -> str:
    return _GAP.join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))

"""The board of `docreplay drift --summary`: areas of each locale, and the pages that need most."""

from collections import Counter
from collections.abc import Iterator, Sequence

from docreplay.model.finding import Severity
from docreplay.model.run import Run
from docreplay.model.translation import PageVerdict
from docreplay.report.printable import clipped, columns, printable

_COLUMNS = ("pages", "current", "outdated", "damaged", "missing", "words")
_WORST = 10
_WIDTH = 40


def board(run: Run, pages: Sequence[PageVerdict]) -> Iterator[str]:
    """Yield a table of the areas of each locale, and one of the worst pages if there are any.

    An area is the folder of a page below that of its locale. Words are those of the source to
    translate, also on missing pages.
    """
    areas: dict[str, Counter[str]] = {}
    for page in sorted(pages, key=lambda page: (page.locale, _area(page))):
        counts = areas.setdefault(f"{page.locale or '-'} {_area(page)}".rstrip(), Counter())
        counts.update(_counts(page))
    if areas:
        rows = [[name, *(str(counts[key]) for key in _COLUMNS)] for name, counts in areas.items()]
        yield _table(["area", *_COLUMNS], rows)
    if worst := list(_worst(run, pages)):
        yield _table(["worst pages", "errors", "warnings", "words"], worst)


def _counts(page: PageVerdict) -> dict[str, int]:
    return {
        "pages": 1,
        "current": int(page.state == "up-to-date"),
        "outdated": int(page.state == "outdated"),
        "missing": int(page.state == "missing"),
        "damaged": int(page.integrity == "damaged"),
        "words": page.words,
    }


def _area(page: PageVerdict) -> str:
    """Return the first folder below that of the locale, or `""`."""
    folders = page.path.split("/")[:-1]
    tags = [folder.lower().replace("_", "-") for folder in folders]
    below = folders[tags.index(page.locale) + 1 :] if page.locale in tags else folders
    return below[0] if below else ""


def _worst(run: Run, pages: Sequence[PageVerdict]) -> Iterator[list[str]]:
    """Yield the pages with most errors, then warnings, then words to translate."""
    found = Counter((item.location.path, item.severity) for item in run.findings)
    ranked = [
        (
            found[page.path, Severity.ERROR],
            found[page.path, Severity.WARNING],
            page.words,
            page.path,
        )
        for page in pages
        if page.state != "missing"
    ]
    for *numbers, path in sorted(ranked, key=lambda row: (*(-n for n in row[:3]), row[3]))[:_WORST]:
        if any(numbers):
            yield [path, *map(str, numbers)]


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [[_start(row[0]), *row[1:]] for row in (header, *rows)]
    widths = [max(map(columns, column)) for column in zip(*lines, strict=True)]
    return "".join(f"{_line(line, widths)}\n" for line in lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first = cells[0] + " " * (widths[0] - columns(cells[0]))
    rest = (f"{cell:>{width}}" for cell, width in zip(cells[1:], widths[1:], strict=True))
    return "  ".join([first, *rest])


def _start(text: str) -> str:
    """Return the end of a long path, which distinguishes pages."""
    shown = printable(text)
    return shown if columns(shown) <= _WIDTH else f"…{clipped(shown[-_WIDTH + 1 :], _WIDTH)}"

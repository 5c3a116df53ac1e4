"""Size and speed of the HTML report, beside plain DOM and the reports of other tools, in one run.

    make report-bench

Times of different runs and machines do not compare, so those of all reports are measured in the
same browser in turn. Playwright's and Allure's have the same cases, with their messages; findings
outside of cases have no place in them, so docreplay's is also measured without these. It needs
`make browser`, and the packages of `benchmarks/peers`.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypedDict

from benchmarks.peer_reports import write_blob, write_results
from benchmarks.plain_report import plain_page
from docreplay.model.run import Run
from docreplay.report.formats.html import render
from tests.browser.samples import many

ROOT = Path(__file__).parents[1]
BROWSER = ROOT / ".docreplay/browser/bin/python"
PEERS = ROOT / "benchmarks/peers/node_modules/.bin"
MEASURE = ROOT / "benchmarks/measure_reports.py"
CASES, FINDINGS = 5_000, 20_000
ROUNDS = 3


class Report(NamedTuple):
    """A report to measure: its file, and where in it the browser looks."""

    file: Path
    ready: str
    """Selector of what is there once the list is."""
    search: str = ""
    """Selector of the field that filters."""
    scroller: str = ""
    """Selector of what scrolls, if it is not the page."""
    views: tuple[str, ...] = ()
    """Fragments of the views whose elements are counted."""


class Measured(TypedDict):
    """What the browser was measured to do with one report."""

    ready: float
    nodes: int
    filter: float | None


def main() -> int:
    """Print the figures. Return 1 if one is not within its limit, 2 without what it needs."""
    for path, command in ((BROWSER, "make browser"), (PEERS, "npm ci --prefix benchmarks/peers")):
        if not path.exists():
            print(f"{path.relative_to(ROOT)} is missing: run `{command}`", file=sys.stderr)
            return 2
    run = many(CASES, FINDINGS)
    with tempfile.TemporaryDirectory() as folder:
        reports = dict(_written(run, Path(folder)))
        found = _measured(reports)
        sizes = {name: report.file.stat().st_size for name, report in reports.items()}
    return _shown(sizes, found)


def _written(run: Run, folder: Path) -> Iterator[tuple[str, Report]]:
    """Write each report, and yield it with its name."""
    for name, size in (("docreplay", FINDINGS), ("docreplay, cases", 0)):
        file = folder / f"own-{size}.html"
        file.write_text(render(run if size else _cases_only(run)), encoding="utf-8")
        views = ("view=cases", "view=findings") if size else ("view=cases",)
        ready = "html[data-ready]"
        yield name, Report(file, ready, "input[type=search]", ".list", views)
    plain = folder / "plain.html"
    plain.write_text("".join(plain_page(run)), encoding="utf-8")
    yield "plain DOM", Report(plain, "#end")
    yield (
        "Playwright",
        Report(_playwright(run, folder), ".chip", "input.subnav-search-input"),
    )
    yield (
        "Allure",
        Report(
            _allure(run, folder),
            "[data-testid=tree-section-title]",
            "input[data-testid=search-input]",
        ),
    )


def _cases_only(run: Run) -> Run:
    return Run(command=run.command, verdicts=run.verdicts, sources=run.sources)


def _playwright(run: Run, folder: Path) -> Path:
    blobs, target = folder / "blobs", folder / "playwright"
    blobs.mkdir()
    write_blob(run, blobs / "report.zip")
    variables = {"PLAYWRIGHT_HTML_OPEN": "never", "PLAYWRIGHT_HTML_OUTPUT_DIR": str(target)}
    _tool(folder, variables, "playwright", "merge-reports", "--reporter", "html", str(blobs))
    return target / "index.html"


def _allure(run: Run, folder: Path) -> Path:
    results, target = folder / "results", folder / "allure"
    write_results(run, results)
    _tool(folder, {}, "allure", "awesome", str(results), "--single-file", "--output", str(target))
    return target / "index.html"


def _tool(folder: Path, variables: Mapping[str, str], name: str, *words: str) -> None:
    """Run a tool of the packages, whose output is only shown if it fails."""
    ended = subprocess.run(  # noqa: S603  # our own arguments
        [str(PEERS / name), *words],
        cwd=folder, env={**os.environ, **variables}, text=True, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if ended.returncode:
        raise SystemExit(f"{name} failed:\n{ended.stdout}")


def _measured(reports: Mapping[str, Report]) -> dict[str, Measured]:
    """Return what a browser of its own environment measures of each report."""
    rows = {
        name: {**report._asdict(), "file": report.file.as_uri()} for name, report in reports.items()
    }
    command = [str(BROWSER), str(MEASURE), str(ROUNDS), json.dumps(rows)]
    ended = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603  # our own
    found: dict[str, Measured] = json.loads(ended.stdout)
    return found


def _shown(sizes: Mapping[str, int], found: Mapping[str, Measured]) -> int:
    """Print a row for each report, and return 1 if docreplay's is not within its limits."""
    print(f"{CASES} cases, {FINDINGS} findings   MB    ready      elements  slowest filter")
    for name, row in found.items():
        filtering = "–" if row["filter"] is None else f"{row['filter']:.0f} ms"
        print(
            f"{name:<22}{sizes[name] / 1e6:>8.2f}{row['ready']:>9.0f} ms{row['nodes']:>11}"
            f"{filtering:>12}"
        )
    own, plain = found["docreplay"], found["plain DOM"]
    limits = {
        "size": sizes["docreplay"] <= 1.2e6,
        "ready": own["ready"] * 10 <= plain["ready"],
        "elements": own["nodes"] <= 500,
        "filter": own["filter"] is not None and own["filter"] <= 100,
    }
    over = [name for name, is_within in limits.items() if not is_within]
    print(f"over the limit: {', '.join(over)}" if over else "docreplay is within its limits")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())

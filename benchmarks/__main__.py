"""`make bench`: the figures in README, from one run on one machine.

Times of different runs and machines do not compare, so figures are ratios: to one plain
markdown-it-py parse of the same pages, or to a bare loop that sends the same requests.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from benchmarks import corpus, steps
from benchmarks.measure import Figures, best, measure


def main() -> int:
    """Print the table. Return 2 if the corpus does not exist."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--pages", type=int, default=25_000, help="how many pages to read")
    parser.add_argument("--cases", type=int, default=4_000, help="how many cases to replay")
    given = parser.parse_args()
    if not corpus.ARCHIVE.is_file():
        print(f"the corpus is not there: {corpus.ARCHIVE}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        pages = corpus.unpack(Path(folder, "corpus"))
        _reading(pages, corpus.repeated(pages, Path(folder, "pages"), given.pages))
        _drifting(pages, Path(folder, "pages"))
        _replaying(pages, Path(folder, "cases"), given.cases)
    return 0


def _reading(small: Path, large: Path) -> None:
    baseline, alone, generated = best(
        (steps.parse, large), (steps.read, large, 1), (steps.generate, large)
    )
    _row("parse (markdown-it-py)", baseline, baseline)
    _row("read", alone, baseline)
    _row("read, two processes", measure(steps.read, large, 2), baseline)
    _row("read and generate", replace(generated, count=alone.count), baseline)
    few, checked = best((steps.read, small, 1), (steps.check, small))
    _row("check / read, of the corpus", checked, few)
    _checking("all pages", small)
    _checking("English pages", small / "en-us")
    print(f"memory of reading {few.count:,} pages: {few.megabytes:.0f} MB")
    print()


def _checking(name: str, pages: Path) -> None:
    """Time the whole commands, by processor: the cost of checking compared with reading."""
    extracted, checked = best(
        (steps.command, pages, "extract"), (steps.command, pages, "check", "-n", "1")
    )
    ratio = checked.processor / extracted.processor
    print(f"docreplay check / docreplay extract, {name}: {ratio:.2f}")


def _drifting(small: Path, large: Path) -> None:
    """Compare all pairs of the corpus, timed against a parse of both sides of them."""
    baseline, alone = best((steps.parse, small), (steps.drift, small, 1))
    _row("parse both sides", baseline, baseline)
    _row("drift", alone, baseline)
    _row("drift, two processes", measure(steps.drift, small, 2), baseline)
    many = measure(steps.drift, large, 1)
    print(f"memory of drift on {many.count:,} pages: {many.megabytes:.0f} MB")
    print()


def _replaying(pages: Path, tree: Path, wanted: int) -> None:
    """Replay English pages, copied until there are enough cases, against one service.

    All figures are times of the processor: the service runs in a process of its own.
    """
    single = pages / "en-us"
    copies = 1 + wanted // max(1, sum(1 for _ in steps.cases(single)))
    for number in range(copies):
        shutil.copytree(single, tree / f"copy{number}")
    steps.write_parameters(tree)
    print(f"{measure(steps.write_tests, tree).count:,} cases")
    measure(steps.collect, tree)  # once, so that Python has compiled the modules
    with _service(tree) as base_url:
        requests = tree / "requests.json"
        steps.write_requests(tree, base_url, requests)
        bare, fixture, collected, native, generated, full = best(
            (steps.bare_loop, tree, requests),
            (steps.bare_fixture, tree, requests),
            (steps.collect, tree),
            (steps.replay, tree, base_url),
            (steps.generate_again, tree),
            (steps.test, tree, base_url),
        )
    _cost("bare loop", bare, bare)
    _cost("generated tests, which only send", fixture, bare)
    _cost("collect", collected, bare)
    _cost("pytest", native, bare)
    _cost("pytest, without collecting", native, bare, collected)
    _cost("docreplay test", full, bare)
    _cost("docreplay test, without generating", full, bare, generated)


def _cost(name: str, figures: Figures, bare: Figures, less: Figures | None = None) -> None:
    """Print the time of the processor for each case, and its ratio to that of the bare loop."""
    used = figures.processor - (less.processor if less else 0.0)
    each, ratio = used / figures.count, used / figures.count / (bare.processor / bare.count)
    row = f"{name:<36}{figures.count:>7,}{1000 * each:>7.2f} ms{figures.megabytes:>6.0f} MB"
    print(f"{row}   ratio {ratio:.2f}")


@contextmanager
def _service(tree: Path) -> Iterator[str]:
    """Run the embedded service in its own process, so that it costs neither side anything."""
    command = [sys.executable, "-m", "docreplay", "serve", "--port", "0", "--root", str(tree)]
    command += ["--quiet", "--no-reload"]  # its log is not read
    service = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)  # noqa: S603  # our own
    try:
        words = service.stderr.readline().split() if service.stderr else []
        yield next(word for word in words if word.startswith("http://"))
    finally:
        service.terminate()
        service.communicate(timeout=10)


def _row(name: str, figures: Figures, baseline: Figures) -> None:
    speed = figures.count / figures.seconds
    ratio = figures.seconds / baseline.seconds
    print(f"{name:<26}{speed:>9,.0f} /s{figures.megabytes:>8.0f} MB   ratio {ratio:.3f}")


if __name__ == "__main__":
    sys.exit(main())

"""How the cost of hostile pages grows: `python -m benchmarks.growth [FAMILY …]`.

Each family of `benchmarks.hostile_pages` is given to each command at doubled sizes, together with a
translation that differs a little. A page that is twice as long may take 2.3 times the processor
time. What takes no time worth measuring at the largest size is right as well: times below a
quarter of a second are noise.
"""

import argparse
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from time import process_time
from typing import NamedTuple, TypeVar

from benchmarks.hostile_pages import FAMILIES as PAGES
from benchmarks.hostile_translations import TRANSLATIONS
from docreplay.cli.main import main as docreplay
from docreplay.drift.stamp import digests

COMMANDS = {
    "check": ("check", "--report", "html=out.html", "--report", "sarif=out.sarif"),
    "extract": ("extract", "--output-format", "jsonl"),
    "drift": ("drift", "--output-format", "json"),
    "fix": ("drift", "--fix=unsafe", "--dry-run"),
    "sync": ("drift", "--sync", "--dry-run"),
    "generate": ("generate", "--infer-unannotated"),
    "test": ("test", "--report", "html=out.html", "--report", "junit=out.xml"),
}
FAMILIES = {**PAGES, **TRANSLATIONS}
T = TypeVar("T")

_GLOSSARY = """\
[terms]
"access token" = { de-de = "Zugriffstoken" }
access = { de-de = "Zugriff" }
tenant = { de-de = "Mandant" }
"""

RATIO = 2.3
"""How much longer a page of twice the length may take."""
NOISE = 0.25
"""Processor seconds that are not worth dividing."""
LIMIT = 20.0
"""Processor seconds from which on a page counts as too slow, whatever the ratio."""
SIZES = (500, 1000, 2000, 4000, 8000)


class Growth(NamedTuple):
    """How long a command took over a family, by size; in processor seconds."""

    family: str
    command: str
    seconds: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Return the time of the largest size divided by that of half of it."""
        return self.seconds[-1] / max(self.seconds[-2], 0.01) if len(self.seconds) > 1 else 0.0

    @property
    def is_slow(self) -> bool:
        """Return True if the time grows faster than the page."""
        if self.seconds[-1] > LIMIT:
            return True
        return self.seconds[-1] > NOISE and self.ratio > RATIO

    def __str__(self) -> str:
        """Return the family, the command, and the seconds by size."""
        times = " ".join(f"{time:7.2f}" for time in self.seconds)
        return f"{self.family:28}{self.command:10}{times}   ratio {self.ratio:.2f}"


def main() -> int:
    """Measure, and print what grows faster than the page. Return 1 if anything does."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.growth")
    parser.add_argument("families", nargs="*", metavar="FAMILY", help="by default all")
    parser.add_argument("--command", action="append", choices=tuple(COMMANDS), dest="commands")
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="units of the largest page")
    given = parser.parse_args()
    sizes = [size for size in SIZES if size <= given.largest]
    number = slow = 0
    for growth in measured(given.families or FAMILIES, given.commands or COMMANDS, sizes):
        number += 1
        if growth.is_slow:
            slow += 1
            print(growth, flush=True)
    print(f"{number - slow} of {number} grow no faster than the page")
    return 1 if slow else 0


def measured(
    families: Iterable[str], commands: Iterable[str], sizes: Sequence[int]
) -> Iterator[Growth]:
    """Measure each family with each command; measure again what looks slow, to exclude noise."""
    names = tuple(commands)
    for name in names:
        run("words\n", name, seconds)  # what is imported and compiled once
    for family in families:
        for name in names:
            growth = _growth(family, name, sizes)
            yield _growth(family, name, sizes) if growth.is_slow else growth


def _growth(family: str, command: str, sizes: Sequence[int]) -> Growth:
    times: list[float] = []
    for size in sizes:
        times.append(run(FAMILIES[family](size), command, seconds))
        if times[-1] > LIMIT / 2:
            break
    return Growth(family, command, tuple(times))


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time that `work` takes."""
    start = process_time()
    work()
    return process_time() - start


def run(text: str, command: str, measure: Callable[[Callable[[], object]], T]) -> T:
    """Return what a command costs on a page and a slightly different translation of it."""
    pages = _outdated(text) if command == "sync" else _translated(text)
    with _project(pages), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        return measure(lambda: docreplay(COMMANDS[command]))


def _translated(text: str) -> dict[str, str]:
    """Return the page and its translation."""
    return {"en-us/p.md": text, "de-de/p.md": text.replace("a", "ä", 20) + "\nEnde\n"}


def _outdated(text: str) -> dict[str, str]:
    """Return the page, its version that was translated as another page, and the translation."""
    pages = _translated(text)
    old = text.encode("utf-8", "replace").decode()
    stamp = f"---\nms.openlocfilehash: {digests(old)[0]}\n---\n"
    changed = "```http\nGET /changed\n```\n\n"
    return {
        "en-us/p.md": changed + text,
        "en-us/old.md": text,
        "de-de/p.md": stamp + pages["de-de/p.md"],
    }


@contextmanager
def _project(pages: Mapping[str, str]) -> Iterator[None]:
    """Make a project of the pages, with a glossary, and the current folder."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        for name, page in pages.items():
            path = Path(folder, "docs_source", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(page.encode("utf-8", "replace"))
        Path(folder, "docreplay.toml").write_text('glossary = "terms.toml"\n', encoding="utf-8")
        Path(folder, "terms.toml").write_text(_GLOSSARY, encoding="utf-8")
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


if __name__ == "__main__":
    sys.exit(main())

"""How the cost of hostile pages grows: `python -m benchmarks.growth [FAMILY …]`.

Each family of `benchmarks.hostile_pages` is given to each command at doubled sizes, together with a
translation that differs a little. A page that is twice as long may take 2.3 times the processor
time, without that of an empty page. Sizes are doubled until the smaller page takes 50 ms, or the
larger one would be larger than `max-page-bytes`. Each family of `benchmarks.hostile_files` is a
whole project with its own command.
"""

import argparse
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from itertools import chain
from pathlib import Path
from time import process_time
from typing import NamedTuple, TypeVar

from benchmarks.hostile_files import PROJECTS
from benchmarks.hostile_pages import FAMILIES as PAGES
from benchmarks.hostile_translations import TRANSLATIONS
from benchmarks.processor_time import limited
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
    "export": ("export", "pytest", "--output", "out"),
    "list": ("list", "--output-format", "json"),
    "annotate": ("annotate", "--dry-run"),
    "diff": ("diff", "docs_source/en-us", "docs_source/de-de", "--changelog", "markdown"),
    "workbench": ("workbench", "--output", "out.html"),
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
ENOUGH = 0.05
"""Processor seconds of the smaller page; fewer are noise."""
LIMIT = 20.0
"""Processor seconds from which on a page counts as too slow, whatever the ratio."""
SIZES = (500, 1000, 2000, 4000, 8000, 16000, 32000, 64000)
_LARGEST_PAGE = 2_000_000
_HANG = 120.0
"""Processor seconds after which a command is ended."""
_TRIES = 3
"""How often what looks slow is measured again: other work disturbs the machine."""


class Growth(NamedTuple):
    """How long a command took over a family, by size; in processor seconds."""

    family: str
    command: str
    seconds: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Return the time of the largest size over that of half of it; 0 if it is too short."""
        if not self.is_measured:
            return 0.0
        return self.seconds[-1] / self.seconds[-2]

    @property
    def is_measured(self) -> bool:
        """Return True if the largest pages that are read take long enough to compare them."""
        return len(self.seconds) > 1 and self.seconds[-2] >= ENOUGH

    @property
    def is_slow(self) -> bool:
        """Return True if the time grows faster than the page."""
        return self.seconds[-1] > LIMIT or self.ratio > RATIO

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
    parser.add_argument("--all", action="store_true", help="print all, not only what is slow")
    given = parser.parse_args()
    sizes = [size for size in SIZES if size <= given.largest]
    number = slow = compared = 0
    names = given.families or [*FAMILIES, *PROJECTS]
    pages = [name for name in names if name in FAMILIES]
    projects = [name for name in names if name in PROJECTS] if not given.commands else []
    found = measured(pages, given.commands or COMMANDS, sizes)
    for growth in chain(found, measured_projects(projects, sizes)):
        number += 1
        compared += growth.is_measured
        if growth.is_slow:
            slow += 1
        if growth.is_slow or given.all:
            print(growth, flush=True)
    print(f"{number - slow} of {number} grow no faster than the page", end=", ")
    print(f"{number - compared} of them take less than {ENOUGH} s in all sizes")
    return 1 if slow else 0


def measured(
    families: Iterable[str], commands: Iterable[str], sizes: Sequence[int]
) -> Iterator[Growth]:
    """Measure each family with each command; of what looks slow, take the least of several."""
    idle = {}
    for name in commands:
        run("words\n", name, seconds)  # what is imported and compiled once
        idle[name] = min(run("words\n", name, seconds) for _ in range(3))
    for family in families:
        for name, least in idle.items():
            growth = _growth(family, name, sizes, least)
            for _ in range(_TRIES if growth.is_slow else 0):
                again = _growth(family, name, sizes, least)
                growth = min(growth, again, key=lambda item: item.ratio)
                if not growth.is_slow:
                    break
            yield growth


def measured_projects(families: Iterable[str], sizes: Sequence[int]) -> Iterator[Growth]:
    """Measure each family of projects with its command, as `measured` does."""
    for family in families:
        project = PROJECTS[family]
        run_in(project.make(1), project.command, seconds)  # what is imported and compiled once
        idle = min(run_in(project.make(1), project.command, seconds) for _ in range(3))
        growth = _growth_of_project(family, sizes, idle)
        for _ in range(_TRIES if growth.is_slow else 0):
            again = _growth_of_project(family, sizes, idle)
            growth = min(growth, again, key=lambda item: item.ratio)
        yield growth


def _growth_of_project(family: str, sizes: Sequence[int], idle: float) -> Growth:
    project = PROJECTS[family]

    def cost(size: int) -> float | None:
        files = project.make(size)
        if max(len(text) for text in files.values()) > _LARGEST_PAGE:
            return None
        return run_in(files, project.command, seconds) - idle

    return _doubled(family, project.command[0], sizes, cost)


def _growth(family: str, command: str, sizes: Sequence[int], idle: float) -> Growth:
    def cost(size: int) -> float | None:
        text = FAMILIES[family](size)
        if len(text.encode("utf-8", "replace")) > _LARGEST_PAGE:
            return None
        return run(text, command, seconds) - idle

    return _doubled(family, command, sizes, cost)


def _doubled(
    family: str, command: str, sizes: Sequence[int], cost: Callable[[int], float | None]
) -> Growth:
    times: list[float] = []
    for size in sizes:
        spent = cost(size)
        if spent is None:
            break
        times.append(max(spent, 0.001))
        if times[-1] > LIMIT / 2 or (len(times) > 1 and times[-2] >= ENOUGH):
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
    configured = {"docreplay.toml": 'glossary = "terms.toml"\n', "terms.toml": _GLOSSARY}
    return run_in({**configured, **pages}, COMMANDS[command], measure)


def run_in(
    files: Mapping[str, str], command: Sequence[str], measure: Callable[[Callable[[], object]], T]
) -> T:
    """Return what a command costs in a project of the files."""
    with _project(files), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        return measure(lambda: limited(lambda: docreplay(command), _HANG))


def _translated(text: str) -> dict[str, str]:
    """Return the page and its translation."""
    translation = text.replace("a", "ä", 20) + "\nEnde\n"
    return {"docs_source/en-us/p.md": text, "docs_source/de-de/p.md": translation}


def _outdated(text: str) -> dict[str, str]:
    """Return the page, its version that was translated as another page, and the translation."""
    pages = _translated(text)
    old = text.encode("utf-8", "replace").decode()
    stamp = f"---\nms.openlocfilehash: {digests(old)[0]}\n---\n"
    changed = "```http\nGET /changed\n```\n\n"
    return {
        "docs_source/en-us/p.md": changed + text,
        "docs_source/en-us/old.md": text,
        "docs_source/de-de/p.md": stamp + pages["docs_source/de-de/p.md"],
    }


@contextmanager
def _project(files: Mapping[str, str]) -> Iterator[None]:
    """Make a project of the files, and the current folder."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {"docreplay.toml": "", **files}.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8", "replace"))
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


if __name__ == "__main__":
    sys.exit(main())

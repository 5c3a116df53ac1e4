"""Whole commands over hostile and damaged pages: `python -m benchmarks.hostile_runs`.

A hostile page is made of a few families of `benchmarks.hostile_pages`, damaged half of the time; a
damaged page is a page of the corpus after mutations; a mixed page has constructs of all markups in
each other, and may be of any format (`benchmarks.mixed_pages`). None may end a command with a bug
(exit code 4) or a traceback, keep it busy for long, nor have anything written outside of the
project; nor may its reading lose a block. Pages are tried in batches; a batch that shows something
is halved until the page is found, which is named by its seed. `--first` starts at another seed.
"""

import argparse
import io
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path

from benchmarks.corpus import unpack
from benchmarks.fuzz import mutated, violations_of
from benchmarks.growth import FAMILIES
from benchmarks.mixed_pages import mixed, suffix_of
from benchmarks.mutations import mutate
from benchmarks.processor_time import OutOfTime, limited
from docreplay.cli.main import main as docreplay

COMMANDS = (
    ("check", "--infer-unannotated", "--report", "html=out.html", "--report", "sarif=out.sarif"),
    ("extract", "--output-format", "jsonl"),
    ("generate", "--infer-unannotated"),
    ("test", "--report", "junit=out.xml"),
    ("annotate", "--dry-run"),
    ("drift", "--fix=unsafe", "--dry-run"),
    ("drift", "--sync", "--dry-run"),
)
OTHER_COMMANDS = (
    ("list", "--output-format", "json"),
    ("drift", "--stamp"),
    ("workbench", "--output", "out.html"),
    ("diff", "docs_source/en-us", "docs_source/de-de", "--changelog", "markdown"),
    ("export", "pytest", "--output", "out.pytest"),
    ("export", "arazzo", "--output", "out.arazzo"),
)
"""Commands that mixed pages are given as well."""
HOSTILE, DAMAGED, MIXED = 2_000, 12_000, 2_000
"""Pages of `make fuzz`."""
_BATCH = 50
_LARGEST = 40
"""Units of a family on one page."""
_SECONDS = 0.5
"""Processor time that a command may take for each page, beyond `_START`."""
_START = 10.0
_PROCESSES = 2
_WRITTEN = frozenset(
    {"docs_source", "generated_tests", "docreplay.toml", ".docreplay", "docreplay-stamps.jsonl"}
)

Make = Callable[[int], str]
"""The page of a seed."""


def hostile(seed: int) -> str:
    """Return a page of some families."""
    rng = random.Random(seed)  # noqa: S311  # to be repeated, not to be secret
    names = [rng.choice(sorted(FAMILIES)) for _ in range(rng.randint(1, 3))]
    names[0] = sorted(FAMILIES)[seed % len(FAMILIES)]
    text = "\n".join(FAMILIES[name](rng.randint(1, _LARGEST)) for name in names)
    return mutate(text, rng)[0] if rng.random() < 0.5 else text


def damaged(paths: Sequence[Path], seed: int) -> str:
    """Return a page of the corpus after mutations."""
    return mutated(list(paths), seed)[0]


def found(make: Make, seeds: Sequence[int], processes: int = _PROCESSES) -> Iterator[str]:
    """Yield the violations of the pages of the seeds, in batches that share the processes."""
    batches = [seeds[start : start + _BATCH] for start in range(0, len(seeds), _BATCH)]
    with ProcessPoolExecutor(processes) as executor:
        for number, items in enumerate(executor.map(partial(violations, make), batches), start=1):
            print(f"\r{number} of {len(batches)} batches", end="", file=sys.stderr, flush=True)
            yield from items
    print(file=sys.stderr)


def violations(make: Make, seeds: Sequence[int]) -> list[str]:
    """Return the violations of the pages of the seeds; nothing if all is well."""
    pages = {seed: make(seed) for seed in seeds}
    if make is mixed:
        return list(_of_pages(pages, is_mixed=True))
    lost = [
        f"seed {seed}: {said}"
        for seed, text in pages.items()
        for said in violations_of(text.encode("utf-8", "replace").decode())
    ]
    return lost + list(_of_pages(pages))


def _of_pages(pages: Mapping[int, str], *, is_mixed: bool = False) -> Iterator[str]:
    """Yield what commands do wrong on some pages; which ones is found by halving."""
    found = list(_of_run(pages, is_mixed=is_mixed))
    if not found:
        return
    seeds, half = list(pages), len(pages) // 2
    parts = (seeds[:half], seeds[half:]) if half else ()
    alone = [
        said
        for part in parts
        for said in _of_pages({seed: pages[seed] for seed in part}, is_mixed=is_mixed)
    ]
    yield from alone or [f"seed {', '.join(map(str, seeds))}: {said}" for said in found]


def _of_run(pages: Mapping[int, str], *, is_mixed: bool) -> Iterator[str]:
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "project")
        for seed, text in pages.items():
            for locale, own in (("en-us", text), ("de-de", text.replace("a", "ä", 20) + "\nEnde")):
                suffix = suffix_of(seed) if is_mixed else ".md"
                file = root / "docs_source" / locale / f"page-{seed}{suffix}"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(own.encode("utf-8", "replace"))
        (root / "docreplay.toml").touch()
        os.chdir(root)
        try:
            for command in (*COMMANDS, *OTHER_COMMANDS) if is_mixed else COMMANDS:
                yield from _of_command(command, len(pages))
        finally:
            os.chdir(before)
        names = {name for name in _names(root) if not name.startswith("out.")}
        yield from (f"wrote {name}" for name in sorted(names - _WRITTEN))
        yield from (f"wrote ../{name}" for name in _names(Path(folder)) - {"project"})


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def _of_command(command: tuple[str, ...], pages: int) -> Iterator[str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = limited(lambda: docreplay(command), _START + _SECONDS * pages)
        except OutOfTime as error:
            yield f"{command[0]} takes more than {error}"
            return
    if code not in (0, 1, 5):
        yield f"{command[0]} ends with {code}: {err.getvalue()[-300:]}"
    if "Traceback" in err.getvalue():
        yield f"{command[0]} shows a traceback"


def main() -> int:
    """Run all commands over all pages. Return 1 on a violation."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.hostile_runs")
    parser.add_argument("--hostile", type=int, default=HOSTILE)
    parser.add_argument("--damaged", type=int, default=DAMAGED)
    parser.add_argument("--mixed", type=int, default=MIXED)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--processes", type=int, default=_PROCESSES)
    parser.add_argument("--corpus", type=Path, help="unpacked pages; by default the archive's")
    given = parser.parse_args()
    seeds = range(given.first, given.first + max(given.hostile, given.damaged, given.mixed))
    with tempfile.TemporaryDirectory() as folder:
        items = list(found(hostile, seeds[: given.hostile], given.processes))
        items += found(mixed, seeds[: given.mixed], given.processes)
        corpus = given.corpus or unpack(Path(folder))
        make = partial(damaged, sorted(corpus.rglob("*.md")))
        items += found(make, seeds[: given.damaged], given.processes)
    sys.stdout.write("".join(f"{item}\n" for item in items))
    sys.stdout.write(f"{given.hostile} hostile, {given.mixed} mixed and {given.damaged} damaged ")
    sys.stdout.write("pages, ")
    sys.stdout.write(f"{len(items)} violations\n")
    return 1 if items else 0


if __name__ == "__main__":
    sys.exit(main())

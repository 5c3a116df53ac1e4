"""Whole commands over hostile and damaged pages: `python -m benchmarks.hostile_runs`.

A hostile page is made of a few families of `benchmarks.hostile_pages`, damaged half of the time; a
damaged page is a page of the corpus after mutations. None may end a command with a bug (exit code
4) or a traceback, nor have anything written outside of the project. Pages are tried in batches;
each page of a batch that shows something is tried alone, and named by its seed.
"""

import argparse
import io
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from benchmarks.corpus import unpack
from benchmarks.hostile_pages import FAMILIES
from benchmarks.mutations import mutate
from docreplay.cli.main import main as docreplay

COMMANDS = (
    ("check", "--report", "html=out.html", "--report", "sarif=out.sarif"),
    ("extract", "--output-format", "jsonl"),
    ("generate", "--infer-unannotated"),
    ("drift", "--fix=unsafe", "--dry-run"),
)
HOSTILE, DAMAGED = 2_000, 12_000
"""Pages of `make fuzz`."""
_BATCH = 100
_LARGEST = 40
"""Units of a family on one page."""
_WRITTEN = frozenset({"docs_source", "generated_tests", "docreplay.toml", "out.html", "out.sarif"})

Make = Callable[[int], str]
"""The page of a seed."""


def hostile(seed: int) -> str:
    """Return a page of some families."""
    rng = random.Random(seed)  # noqa: S311  # to be repeated, not to be secret
    names = [rng.choice(sorted(FAMILIES)) for _ in range(rng.randint(1, 3))]
    names[0] = sorted(FAMILIES)[seed % len(FAMILIES)]
    text = "\n".join(FAMILIES[name](rng.randint(1, _LARGEST)) for name in names)
    return mutate(text, rng)[0] if rng.random() < 0.5 else text


def damaged(corpus: Path) -> Make:
    """Return what damages a page of the corpus."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(corpus.rglob("*.md"))]

    def make(seed: int) -> str:
        rng = random.Random(seed)  # noqa: S311  # to be repeated, not to be secret
        return mutate(rng.choice(texts), rng)[0]

    return make


def violations(make: Make, seeds: Sequence[int]) -> Iterator[str]:
    """Yield the violations of the pages of the seeds; nothing if all is well."""
    for start in range(0, len(seeds), _BATCH):
        batch = {seed: make(seed) for seed in seeds[start : start + _BATCH]}
        found = list(_of_run(batch))
        if not found:
            continue
        alone = [f"seed {seed}: {said}" for seed in batch for said in _of_run({seed: batch[seed]})]
        yield from alone or found


def _of_run(pages: Mapping[int, str]) -> Iterator[str]:
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "project")
        for seed, text in pages.items():
            for locale, own in (("en-us", text), ("de-de", text.replace("a", "ä", 20) + "\nEnde")):
                file = root / "docs_source" / locale / f"page-{seed}.md"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(own.encode("utf-8", "replace"))
        (root / "docreplay.toml").touch()
        os.chdir(root)
        try:
            for command in COMMANDS:
                yield from _of_command(command)
        finally:
            os.chdir(before)
        yield from (f"wrote {name}" for name in sorted(_names(root) - _WRITTEN))
        yield from (f"wrote ../{name}" for name in _names(Path(folder)) - {"project"})


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def _of_command(command: tuple[str, ...]) -> Iterator[str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = docreplay(command)
    if code not in (0, 1, 5):
        yield f"{command[0]} ends with {code}: {err.getvalue()[-300:]}"
    if "Traceback" in err.getvalue():
        yield f"{command[0]} shows a traceback"


def main() -> int:
    """Run all commands over all pages. Return 1 on a violation."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.hostile_runs")
    parser.add_argument("--hostile", type=int, default=HOSTILE)
    parser.add_argument("--damaged", type=int, default=DAMAGED)
    parser.add_argument("--corpus", type=Path, help="unpacked pages; by default the archive's")
    given = parser.parse_args()
    found = list(violations(hostile, range(given.hostile)))
    with tempfile.TemporaryDirectory() as folder:
        make = damaged(given.corpus or unpack(Path(folder)))
        found += violations(make, range(given.damaged))
    sys.stdout.write("".join(f"{item}\n" for item in found))
    sys.stdout.write(f"{given.hostile} hostile and {given.damaged} damaged pages, ")
    sys.stdout.write(f"{len(found)} violations\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

"""How true `diff` is on real history: `python -m benchmarks.api_history CORPORA [--half A|B]`.

CORPORA has pages of one reference of 2019, 2021 and 2026. The changes of the pages that two
successive versions share are found, the pages are halved by the hash of their path, and a sample
of the changes of a half is printed with the lines of both versions, for a reader who writes labels
into `api_history_labels.tsv`. With `--compare`, prints how each sample was labelled instead, and
which labelled changes are no longer found.

A change has four labels, `yes` or `no`: whether it is true, whether its class is right, whether it
is at the right line, and whether an engineer of the API would act on it. A sample is what the
version of its time found: half A that before its faults were corrected, half B the one after. Exits
1 with `--compare` if a change labelled as true, with the right class, is no longer found.
"""

import argparse
import csv
import hashlib
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from docreplay.config.load import from_table
from docreplay.flows.diff.run import diff
from docreplay.model.finding import Finding
from docreplay.model.location import Location

LABELS = Path(__file__).parent / "api_history_labels.tsv"
QUESTIONS = ("true", "class", "line", "useful")
SEED = 4711
COUNT = 40
_YEARS: dict[str, tuple[str, ...]] = {
    "2019": ("graph-de-es-2019/de-DE/docs/en-us/v1.0", "graph-de-es-2019/es-ES/docs/en-us/v1.0"),
    "2021": ("en-us",),
    "2026": ("graph-2026/graph-docs-contrib/api-reference/v1.0",),
}
"""The folders of each version below the corpora; all have the subfolders `api` and `resources`."""
_SHARED = {"2026": ("graph-2026/graph-docs-contrib/api-reference/includes", "docs/includes")}
"""What pages of a version include from outside of its folder, and where it is copied to."""
_ERAS = (("2019", "2021"), ("2021", "2026"))
_AROUND, _WIDTH = 3, 200


class Key(NamedTuple):
    """What identifies a change, without text of a page."""

    era: str
    path: str
    code: str
    subject: str
    """The beginning of the hash of what changed, how, and of which class; not of the message."""


class Change(NamedTuple):
    """A finding, with what identifies it and the trees of both versions."""

    key: Key
    finding: Finding
    trees: tuple[Path, Path]


class Label(NamedTuple):
    """What a reader of both versions of the page said of a change."""

    half: str
    key: Key
    answers: tuple[bool, ...]
    """In the order of `QUESTIONS`."""


def main() -> int:
    """Print a sample or the figures. Return 1 if a true change is no longer found."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.api_history")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--half", choices=("A", "B"), default="A")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--compare", action="store_true", help="print how samples are labelled")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = list(changes(given.corpora, Path(folder)))
        if given.compare:
            return _compare(found)
        for number, change in enumerate(draw(found, given.half, given.seed, given.count), 1):
            print(f"[{number}]", *_shown(change), sep="\n")
    return 0


def changes(corpora: Path, folder: Path) -> Iterator[Change]:
    """Yield the changes of all pages that two successive versions share."""
    trees = {year: _tree(corpora, year, folder / year) for year in _YEARS}
    for old, new in _ERAS:
        config = from_table(folder, {"docs": ["docs"]})
        shared = _pages(trees[old]) & _pages(trees[new])
        found = diff(config, [str(trees[old]), str(trees[new])])
        of_changes = [item for item in found.run.findings if item.change_class]
        for finding, change in zip(of_changes, found.changes, strict=True):
            path = change.owner.path.removeprefix("docs/v1.0/")
            if path in shared:
                subject = (change.kind, change.action, *change.names, change.change_class)
                digest = hashlib.sha256(" ".join(subject).encode()).hexdigest()[:12]
                key = Key(f"{old}-{new}", path, finding.code, digest)
                yield Change(key, finding, (trees[old], trees[new]))


def draw(found: Iterable[Change], half: str, seed: int, count: int) -> Sequence[Change]:
    """Return a sample of the changes of half of the pages."""
    ours = sorted((item for item in found if half_of(item.key.path) == half), key=lambda i: i.key)
    return Random(f"{seed}{half}").sample(ours, min(count, len(ours)))  # noqa: S311


def half_of(path: str) -> str:
    """Return the half that a page belongs to, by the hash of its path."""
    return "AB"[hashlib.sha256(path.encode()).digest()[0] % 2]


def _tree(corpora: Path, year: str, target: Path) -> Path:
    """Copy the pages of a version to `docs/v1.0`, and what they include."""
    for source in _YEARS[year]:
        shutil.copytree(corpora / source, target / "docs/v1.0", dirs_exist_ok=True)
    if year in _SHARED:
        source, to = _SHARED[year]
        shutil.copytree(corpora / source, target / to)
    return target


def _pages(tree: Path) -> set[str]:
    root = tree / "docs/v1.0"
    return {path.relative_to(root).as_posix() for path in root.rglob("*.md")}


def _shown(change: Change) -> Iterator[str]:
    finding, (old, new) = change.finding, change.trees
    yield "\t".join(change.key)
    yield f"{finding.location} {finding.change_class}: {finding.message}"
    if finding.expected or finding.actual:
        yield f"  before {finding.expected}; after {finding.actual}"
    yield from _lines(finding.location, new if (new / finding.location.path).exists() else old)
    for related in finding.related:
        yield f"  {related.location}: {related.message}"
        yield from _lines(related.location, old)
    yield ""


def _lines(at: Location, tree: Path) -> Iterator[str]:
    lines = (tree / at.path).read_text(encoding="utf-8", errors="replace").split("\n")
    first = max(1, at.line - _AROUND)
    for number, line in enumerate(lines[first - 1 : at.line + _AROUND], start=first):
        yield f"  {'>' if number == at.line else ' '}{number:>5} | {line[:_WIDTH]}"


def _compare(found: Iterable[Change]) -> int:
    """Print how many labels of each half are `yes`, and what differs now."""
    keys = {change.key for change in found}
    labels = list(_labels())
    print("| half | labelled | " + " | ".join(QUESTIONS) + " | false, still found | true, lost |")
    print("|:--" + "|--:" * (len(QUESTIONS) + 3) + "|")
    lost = 0
    for half in "AB":
        ours = [item for item in labels if item.half == half]
        yes = [sum(item.answers[index] for item in ours) for index in range(len(QUESTIONS))]
        false = [item for item in ours if not item.answers[0] and item.key in keys]
        gone = [item for item in ours if all(item.answers[:2]) and item.key not in keys]
        lost += len(gone)
        print(
            f"| {half} | {len(ours)} | {' | '.join(map(str, yes))} | {len(false)} | {len(gone)} |"
        )
        for title, items in (("still found", false), ("lost", gone)):
            print(
                *(f"{title}: {' '.join(item.key)}" for item in items),
                sep="\n",
                end="\n" * bool(items),
            )
    return int(lost > 0)


def _labels() -> Iterator[Label]:
    with LABELS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            key = Key(row["era"], row["path"], row["code"], row["subject"])
            yield Label(row["half"], key, tuple(row[name] == "yes" for name in QUESTIONS))


if __name__ == "__main__":
    sys.exit(main())

"""How true the findings of `check` are: `python -m benchmarks.check_sample [FOLDER]`.

Prints a sample of what `check` finds on the English pages of a corpus, each with the lines of the
page that it is about, for a reader who writes a label into `check_labels.json`: `real` should be
fixed, `benign` is true and not worth a fix, `wrong` is a false alarm. With `--compare`, prints how
the sample was labelled.
"""

import argparse
import hashlib
import json
import math
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.corpus import GRAPH, unpack
from docreplay.config.settings import Config
from docreplay.flows import check as check_flow
from docreplay.model.finding import Finding, Severity
from docreplay.model.location import Location

_LABELS = Path(__file__).parent / "check_labels.json"
_WORDS = ("real", "benign", "wrong")
_DOCS = {GRAPH: "en-us", "graph-2026": "graph-2026"}
"""The folder of a corpus whose pages are checked."""
_AT_LEAST = 3
"""Findings of each stratum that are drawn whatever the others are, if there are as many."""

_BEFORE, _BEHIND, _WIDTH = 5, 8, 200

Stratum = tuple[str, str, Severity]
Key = tuple[str, str, int, str]


def main() -> int:
    """Print the sample or the table. Return 1 on a missing label or too many false errors."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.check_sample")
    parser.add_argument("folder", type=Path, nargs="?", help="the unpacked corpus")
    parser.add_argument("--corpus", choices=_DOCS, default=GRAPH)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--compare", action="store_true", help="print how the sample is labelled")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as unpacked:
        root = given.folder or unpack(Path(unpacked), given.corpus)
        run = check_flow.check(Config(root=root, docs=(_DOCS[given.corpus],)))
        drawn = draw(run.all_findings, given.count, given.seed)
        if given.compare:
            return _compare(run.all_findings, drawn)
        for number, finding in enumerate(drawn, start=1):
            print(f"[{number}]", *_shown(finding, root), sep="\n")
    return 0


def draw(findings: Iterable[Finding], count: int, seed: int) -> tuple[Finding, ...]:
    """Return a sample by code and severity: all errors, some of each, more of frequent ones.

    Further places go by the logarithm of how many there are, so that the most frequent code
    does not take them all.
    """
    strata: defaultdict[Stratum, list[Finding]] = defaultdict(list)
    for finding in findings:
        strata[_stratum(finding)].append(finding)
    sizes = _sizes({stratum: len(found) for stratum, found in strata.items()}, count)
    drawn = (item for key in strata for item in _some(strata[key], sizes[key], f"{seed} {key}"))
    return tuple(sorted(drawn, key=lambda item: (item.code, item.severity, item.sort_key)))


def _some(found: Sequence[Finding], count: int, seed: str) -> list[Finding]:
    """Return the same findings as long as the stratum is the same, whatever the others are."""
    return random.Random(seed).sample(found, count)  # noqa: S311  # to be repeated, not secret


def _sizes(found: Mapping[Stratum, int], count: int) -> dict[Stratum, int]:
    sizes = {
        key: number if key[2] is Severity.ERROR else min(_AT_LEAST, number)
        for key, number in found.items()
    }
    while sum(sizes.values()) < min(count, sum(found.values())):
        open_ones = (key for key, number in found.items() if sizes[key] < number)
        sizes[max(open_ones, key=lambda key: math.log(found[key]) / (sizes[key] + 1))] += 1
    return sizes


def _stratum(finding: Finding) -> Stratum:
    return finding.code, finding.name, finding.severity


def _shown(finding: Finding, root: Path) -> Iterator[str]:
    """Return the finding with the lines around it and around what it refers to."""
    yield f"{finding.code} {finding.name} {finding.severity} {_digest(finding)}"
    yield f"{finding.location}: {finding.message}"
    if finding.expected or finding.actual:
        yield f"  expected {finding.expected}; actual {finding.actual}"
    yield from _lines(finding.location, root, _BEFORE, _BEHIND)
    for related in finding.related:
        yield f"  related: {related.location}: {related.message}"
        yield from _lines(related.location, root, 2, 2)
    yield ""


def _lines(at: Location, root: Path, before: int, behind: int) -> Iterator[str]:
    lines = (root / at.path).read_text(encoding="utf-8", errors="replace").split("\n")
    first = max(1, at.line - before)
    for number, line in enumerate(lines[first - 1 : at.line + behind], start=first):
        yield f"  {'>' if number == at.line else ' '}{number:>5} | {line[:_WIDTH]}"


def _digest(finding: Finding) -> str:
    return hashlib.sha256(finding.message.encode()).hexdigest()[:12]


def _compare(findings: Iterable[Finding], drawn: Sequence[Finding]) -> int:
    """Print a line per stratum, and every finding that is wrong or has no label."""
    labels = _labels()
    found = Counter(map(_stratum, findings))
    given = [(finding, labels.get(_key(finding), "no label")) for finding in drawn]
    counts = Counter((_stratum(finding), label) for finding, label in given)
    print(f"| {'finding':42} | found | sampled | {' | '.join(_WORDS)} |")
    print(
        f"|:{'-' * 42}-|{'-' * 6}:|{'-' * 8}:|{'|'.join('-' * len(f'{w} ') + ':' for w in _WORDS)}|"
    )
    for key in sorted(found):
        each = [counts[key, word] for word in _WORDS]
        _row(f"{key[0]} {key[1]}, {key[2]}", [found[key], sum(each), *each])
    totals = [sum(label == word for _, label in given) for word in _WORDS]
    _row("all", [found.total(), len(drawn), *totals])
    doubtful = [(finding, label) for finding, label in given if label in ("wrong", "no label")]
    for finding, label in doubtful:
        print(f"{label}: {finding} ({_digest(finding)})")
    return int(any(label == "no label" for _, label in doubtful) or _too_often_wrong(given))


def _too_often_wrong(given: Iterable[tuple[Finding, str]]) -> bool:
    errors = [label for finding, label in given if finding.severity is Severity.ERROR]
    return errors.count("wrong") > 0.02 * len(errors)


def _row(name: str, numbers: Iterable[int]) -> None:
    widths = (5, 7, *map(len, _WORDS))
    cells = " | ".join(f"{n:>{width}}" for n, width in zip(numbers, widths, strict=True))
    print(f"| {name:42} | {cells} |")


def _labels() -> dict[Key, str]:
    written = json.loads(_LABELS.read_text(encoding="utf-8"))
    return {
        (item["code"], item["path"], item["line"], item["message"]): item["label"]
        for item in written
    }


def _key(finding: Finding) -> Key:
    return finding.code, finding.location.path, finding.location.line, _digest(finding)


if __name__ == "__main__":
    sys.exit(main())

"""How true the findings of `drift` are: `python -m benchmarks.drift_sample [FOLDER]`.

Prints up to 50 errors and 50 warnings of each rule on the Chinese pages of the corpus, each with
the line of the translation and that of its source, for a reader who labels it in
`drift_labels.json`:
`real` misleads a reader or loses something, `benign` is a difference that misleads no reader,
`style` is a matter of taste. With `--compare`, prints how the sample was labelled, and whether each
rule reached the mark that its severity asks for.
"""

import argparse
import hashlib
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from benchmarks.corpus import unpack
from docreplay.config.settings import Config
from docreplay.flows.drift import run as drifting
from docreplay.model.finding import Finding, Severity
from docreplay.model.location import Location
from docreplay.model.markup.markup import Markup
from docreplay.read.markup.markup import markup_of

_LABELS = Path(__file__).parent / "drift_labels.json"
_WORDS = ("real", "benign", "style")
_OF_EACH = 50
_WIDTH = 400
_LITERAL = ("identifier", "code", "annotation", "placeholder", "permission", "namespaced", "mixed")
"""How the names of rules start that look at what goes over the wire: nothing but true counts."""

Key = tuple[str, str, int, str]
Stratum = tuple[str, Severity]


def main() -> int:
    """Print the sample or the table. Return 1 if a label is missing, or a rule misses its mark."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.drift_sample")
    parser.add_argument("folder", type=Path, nargs="?", help="unpacked pages, a folder per locale")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--compare", action="store_true", help="print how the sample is labelled")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as unpacked:
        folder = (given.folder or unpack(Path(unpacked) / "pages")).resolve()
        run = drifting.drift(Config(root=folder.parent, docs=(folder.name,))).run
        drawn = draw(run.all_findings, given.seed)
        if given.compare:
            return _compare(run.all_findings, drawn)
        for finding in drawn:
            print(*_shown(finding, folder.parent), sep="\n")
    return 0


def draw(findings: Iterable[Finding], seed: int) -> tuple[Finding, ...]:
    """Return up to 50 errors and 50 warnings of each code; one for each pair of values first.

    So that a name which is translated on 800 pages does not take all the places of its rule.
    """
    strata: defaultdict[Stratum, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.severity > Severity.NOTE:
            strata[_stratum(finding)].append(finding)
    drawn = [item for found in strata.values() for item in _some(found, seed)]
    return tuple(sorted(drawn, key=lambda finding: (finding.code, finding.sort_key)))


def _stratum(finding: Finding) -> Stratum:
    return finding.code, finding.severity


def _some(found: Sequence[Finding], seed: int) -> list[Finding]:
    """Draw by hashes, so that a finding more or less changes one place of the sample, not all."""
    seen: Counter[str] = Counter()
    turns = []
    for finding in sorted(found, key=lambda finding: _rank(finding, seed)):
        seen[finding.cause] += 1
        turns.append((seen[finding.cause], _rank(finding, seed), finding))
    return [finding for *_, finding in sorted(turns, key=lambda turn: turn[:2])[:_OF_EACH]]


def _rank(finding: Finding, seed: int) -> str:
    code, path, line, digest = _key(finding)
    return hashlib.sha256(f"{seed} {code} {path}:{line} {digest}".encode()).hexdigest()


def _shown(finding: Finding, root: Path) -> Iterator[str]:
    """Return the finding, its line in the translation alone, and the source's line."""
    yield f"{finding.code} {finding.location} {_digest(finding)}"
    yield f"  expected {finding.expected!r}, actual {finding.actual!r}"
    for related in finding.related[:1]:
        yield f"  source      {_line(root, related.location)}"
    yield f"  translation {_line(root, finding.location)}\n"


def _line(root: Path, at: Location) -> str:
    return _lines(root, at.path).get(at.line, "")[:_WIDTH]


@cache
def _lines(root: Path, path: str) -> dict[int, str]:
    """Return a page's lines by number, without the source's sentences between them."""
    outline = markup_of((root / path).read_text(encoding="utf-8"), path)
    return dict(_numbered(outline)) if outline else {}


def _numbered(outline: Markup) -> Iterator[tuple[int, str]]:
    offset = 0
    for line in outline.text.split("\n"):
        yield outline.places.location(offset).line, line
        offset += len(line) + 1


def _digest(finding: Finding) -> str:
    return hashlib.sha256(f"{finding.expected}\n{finding.actual}".encode()).hexdigest()[:12]


def _compare(findings: Iterable[Finding], drawn: Sequence[Finding]) -> int:
    """Print a row per rule, then every finding that has no label."""
    labels = _labels()
    found = Counter(map(_stratum, findings))
    rules = {_stratum(finding): finding for finding in drawn}
    given = Counter((_stratum(item), labels.get(_key(item), "no label")) for item in drawn)
    print("| rule | found | sampled | real | benign | style | share | mark | verdict |")
    print("|:--|--:|--:|--:|--:|--:|--:|--:|:--|")
    reached = [
        _row(rules[stratum], found[stratum], [given[stratum, word] for word in _WORDS])
        for stratum in sorted(rules)
    ]
    unlabelled = [finding for finding in drawn if _key(finding) not in labels]
    for finding in unlabelled:
        print(f"no label: {finding} ({_digest(finding)})")
    return int(bool(unlabelled) or not all(reached))


def _row(rule: Finding, found: int, counts: Sequence[int]) -> bool:
    share, mark = counts[0] / max(1, sum(counts)), _mark(rule)
    reached = share >= mark
    cells = (found, sum(counts), *counts, f"{share:.1%}", f"{mark:.0%}")
    verdict = "reached" if reached else "to be demoted"
    print(
        f"| {rule.code} {rule.name}, {rule.severity} | {' | '.join(map(str, cells))} | {verdict} |"
    )
    return reached


def _mark(rule: Finding) -> float:
    """Return the share of real findings that a rule needs; a note needs none."""
    if rule.severity is Severity.ERROR:
        return 0.99 if rule.name.startswith(_LITERAL) else 0.95
    return 0.90 if rule.severity is Severity.WARNING else 0.0


def _labels() -> dict[Key, str]:
    written = json.loads(_LABELS.read_text(encoding="utf-8"))
    return {
        (item["code"], item["path"], item["line"], item["values"]): item["label"]
        for item in written
    }


def _key(finding: Finding) -> Key:
    """Return the path from the locale's folder on, whatever the corpus was unpacked into."""
    at = finding.location
    return finding.code, at.path.split("/", 1)[-1], at.line, _digest(finding)


if __name__ == "__main__":
    sys.exit(main())

"""How much real damage `drift` finds: `python -m benchmarks.real_damage [FOLDER] [--draw DRAW]`.

The labels in `real_damage.tsv` were written by reading the pages of `real_damage_pages.tsv` beside
their English, before drift was run on them; FOLDER holds their corpora, unpacked. The misses of
the draws `first` and `second` were looked at when rules were written, those of the others were not.
A label is found if an error or a warning at its line names its text; `capital` (of a name) and
`type-word` (a primitive type in the page's language) are counted separately, and any finding will
do; so is `memory`: the hidden source of a sentence is another, and the sentence is right. Recall
counts only labels written by reading. Precision is the share of errors and warnings on these pages
that a label explains: a label `by` `tool` was written afterwards, for what the reader overlooked
or, of the kind `false`, for a false alarm. Prints both for each draw, what is missed, and each
finding without a label, with what the reader had noted about its line in `real_damage_doubts.tsv`.
"""

import argparse
import csv
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import GRAPH, unpack
from benchmarks.drift_fired import PEOPLE
from docreplay.config.settings import Config
from docreplay.flows.drift import run as drifting
from docreplay.model.finding import Finding, Severity

LOCALES = {
    "de-de": "graph-de-es-2019/de-DE/docs",
    "es-es": "graph-de-es-2019/es-ES/docs",
    "zh-cn": GRAPH,
    **dict.fromkeys(("fr", "ja", "pt"), PEOPLE),
}
"""The folder, below that of the unpacked corpora, in which the pages of both languages are."""

APART = ("capital", "type-word", "memory")
_FALSE = "false"
_HERE = Path(__file__).parent

Place = tuple[str, str, int]


class Label(NamedTuple):
    """A piece of damage, as a row of the table."""

    locale: str
    page: str
    line: int
    kind: str
    expected: str
    actual: str
    by: str
    draw: str

    @property
    def place(self) -> Place:
        """Where it is."""
        return self.locale, self.page, self.line

    @property
    def counts(self) -> bool:
        """Whether recall is about it."""
        return self.by == "reading" and self.kind not in APART


def main() -> int:
    """Print recall, misses and precision of each draw; 1 where a finding is not judged."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.real_damage")
    parser.add_argument("folder", type=Path, nargs="?", help="folder with the unpacked corpora")
    parser.add_argument("--draw", help="only the pages of this draw")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as unpacked:
        folder = (given.folder or _unpacked(Path(unpacked))).resolve()
        chosen = {draw: of for draw, of in pages().items() if given.draw in (None, draw)}
        judged = [_print_draw(folder, draw, of) for draw, of in chosen.items()]
    return int(not judged or not all(judged))


def _unpacked(folder: Path) -> Path:
    for name in ("graph-de-es-2019", PEOPLE):
        unpack(folder, name)
    unpack(folder / GRAPH, GRAPH)
    return folder


def _print_draw(folder: Path, draw: str, of: Mapping[str, Sequence[str]]) -> bool:
    """Print a draw; return whether each of its errors and warnings is judged."""
    marks = [mark for mark in labels() if mark.draw == draw]
    found = {locale: _found(folder, locale, paths) for locale, paths in of.items()}
    print(f"\n## {draw}: {sum(map(len, of.values()))} pages\n")
    at = _by_place(found)
    _print_recall(marks, {mark for mark in marks if is_seen(mark, at[mark.place])})
    return any(found.values()) and _print_precision(marks, found)


def labels() -> tuple[Label, ...]:
    """Return the labels."""
    rows = _rows("real_damage.tsv")
    return tuple(Label(place, page, int(line), *rest) for place, page, line, *rest in rows)


def notes() -> Mapping[Place, Sequence[str]]:
    """Return the verdicts, `doubt` or `right`, on places that differ and are not labelled."""
    noted: defaultdict[Place, list[str]] = defaultdict(list)
    for locale, page, line, _, _, verdict, *_ in _rows("real_damage_doubts.tsv"):
        noted[locale, page, int(line)].append(verdict)
    return noted


def pages() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return the pages that were read, by draw and locale; some of them have no label."""
    read: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for locale, page, draw in _rows("real_damage_pages.tsv"):
        read[draw][locale].append(page)
    return read


def _rows(name: str) -> Iterator[list[str]]:
    """Return the rows of a table of this folder, without comments and the header."""
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    written = (line for line in lines if not line.startswith("#"))
    rows = csv.reader(written, delimiter="\t", quoting=csv.QUOTE_NONE)
    next(rows)
    return rows


def _found(folder: Path, locale: str, paths: Sequence[str]) -> tuple[Finding, ...]:
    """Return the findings on these pages of a locale, by their stamps or beside the source."""
    if LOCALES[locale] == PEOPLE:
        return tuple(chain.from_iterable(_beside(folder / PEOPLE, locale, path) for path in paths))
    config = Config(root=folder, docs=(LOCALES[locale],))
    of = [str(folder / LOCALES[locale] / locale / path) for path in paths]
    return drifting.drift(config, of).run.all_findings


def _beside(folder: Path, locale: str, page: str) -> tuple[Finding, ...]:
    config = Config(root=folder, docs=(".",), source_locale="en")
    return drifting.of_pair(config, f"en/{page}", f"{locale}/{page}").run.all_findings


def _page(finding: Finding, locale: str) -> str:
    return finding.location.path.removeprefix(f"{LOCALES[locale]}/").removeprefix(f"{locale}/")


def _by_place(found: Mapping[str, Sequence[Finding]]) -> Mapping[Place, list[Finding]]:
    at: defaultdict[Place, list[Finding]] = defaultdict(list)
    for locale, findings in found.items():
        for finding in findings:
            at[locale, _page(finding, locale), finding.location.line].append(finding)
    return at


def is_seen(mark: Label, findings: Iterable[Finding]) -> bool:
    """Return whether one of the findings at its line is severe enough, and names it."""
    least = Severity.NOTE if mark.kind in APART else Severity.WARNING
    return any(found.severity >= least and _names(found, mark) for found in findings)


def _names(finding: Finding, mark: Label) -> bool:
    """Return True if one text contains the other, without markup and case."""
    if finding.actual == mark.actual:
        return True
    pairs = ((finding.expected, mark.expected), (finding.actual, mark.actual))
    return any(_overlap(_bare(one or ""), _bare(other)) for one, other in pairs)


def _overlap(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


def _bare(text: str) -> str:
    text = text.replace("&lt;", "<").replace("&gt;", ">")
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _print_recall(marks: Sequence[Label], seen: Iterable[Label]) -> None:
    seen = set(seen)
    print("| kind | locale | labels | seen | recall |\n|:--|:--|--:|--:|--:|")
    groups = Counter((mark.kind, mark.locale) for mark in marks if mark.by == "reading")
    hits = Counter((mark.kind, mark.locale) for mark in seen if mark.by == "reading")
    for group, number in sorted(groups.items(), key=lambda item: (item[0][0] in APART, item)):
        print(_row(*group, number, hits[group]))
    for locale in (*LOCALES, "all"):
        of = [mark for mark in marks if mark.counts and locale in (mark.locale, "all")]
        print(_row("all but those apart", locale, len(of), sum(mark in seen for mark in of)))
    print("\nMissed:")
    for mark in marks:
        if mark.counts and mark not in seen:
            print(f"  {'/'.join(mark.place[:2])}:{mark.line} {mark.kind} {mark[4:6]}")


def _row(kind: str, locale: str, number: int, seen: int) -> str:
    return f"| {kind} | {locale} | {number} | {seen} | {seen / max(1, number):.1%} |"


def _print_precision(marks: Sequence[Label], found: Mapping[str, Sequence[Finding]]) -> bool:
    """Print how many findings a label explains; return whether each one is judged."""
    at: defaultdict[Place, list[Label]] = defaultdict(list)
    for mark in marks:
        at[mark.place].append(mark)
    judged: Counter[tuple[Severity, str]] = Counter()
    noted = notes()
    print("\nNot judged:")
    for locale, findings in found.items():
        for finding in findings:
            place = locale, _page(finding, locale), finding.location.line
            verdict = _verdict(finding, at[place])
            judged[finding.severity, verdict] += 1
            if verdict == "not judged" and finding.severity > Severity.NOTE:
                said = f"{finding.expected!r} {finding.actual!r}"
                print(f"  {finding} {said}", *noted.get(place, ()))
    for severity in (Severity.ERROR, Severity.WARNING):
        words = ("true", _FALSE, "not judged")
        print(severity, *(f"{word}: {judged[severity, word]}" for word in words))
    return not any(judged[level, "not judged"] for level in (Severity.ERROR, Severity.WARNING))


def _verdict(finding: Finding, marks: Iterable[Label]) -> str:
    kinds = {mark.kind for mark in marks if _names(finding, mark)}
    if kinds - {_FALSE}:
        return "true"
    return _FALSE if kinds else "not judged"


if __name__ == "__main__":
    sys.exit(main())

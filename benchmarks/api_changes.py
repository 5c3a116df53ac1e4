"""How true `diff` is: `python -m benchmarks.api_changes [CORPUS] [--seed N] [--of-each N]`.

CORPUS has the pages of a reference in `api` and `resources`. Pages are drawn by seed, and each is
edited once: a kind of `api_kinds` changes what it documents, and one finding of a known code, class
and subject must say so. Recall counts the findings of that code and subject, "class" those whose
class is right too. An edit is silent on purpose where a base type or another page of the type still
has the row, or another page still documents the operation: `api_tables` recognizes that, and then
the code must not be reported. Other findings, on edited pages and elsewhere, are false. The edits
of `harmless_edits` must cause no finding.

Exits 1 if recall, class or precision is below 99 %, or if a harmless edit has a finding.
"""

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks import corpus
from benchmarks.api_edits import Edited
from benchmarks.api_kinds import KINDS, Kind
from benchmarks.api_tables import Page, Site
from benchmarks.harmless_edits import HARMLESS, HarmlessEdit
from docreplay.config.load import from_table
from docreplay.flows.diff.run import diff
from docreplay.model.finding import Finding

LEAST = 0.99


class Planned(NamedTuple):
    """An edit of a page, and whether no finding is right."""

    name: str
    page: Page
    edited: Edited
    is_silent: bool = False

    @property
    def kind(self) -> Kind:
        """The kind of edit."""
        return KINDS[self.name]


@dataclass
class Score:
    """How many edits there were, and what became of them."""

    edits: Counter[str] = field(default_factory=Counter)
    silent: Counter[str] = field(default_factory=Counter)
    reported: Counter[str] = field(default_factory=Counter)
    """Reported, or silent on purpose and not reported."""
    classed: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """Findings that no edit explains."""

    @property
    def is_enough(self) -> bool:
        """Whether recall, class and precision are high enough."""
        edits = self.edits.total()
        least = min(self.reported.total(), self.classed.total(), edits - len(self.others))
        return bool(edits) and least >= LEAST * edits


def main() -> int:
    """Print the tables. Return 1 below 99 %, and 2 without pages."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.api_changes")
    parser.add_argument("corpus", type=Path, nargs="?", help="by default, the archive's English")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--of-each", type=int, default=8, help="edits of each kind")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pages = given.corpus or corpus.unpack(Path(folder, "pages")) / "en-us"
        site = Site.read(pages)
        if not any(site.pages.values()):
            print(f"no pages in {pages}", file=sys.stderr)
            return 2
        score = scored(site, Path(folder), given.seed, given.of_each)
        _print_score(score)
        findings = harmless(site, Path(folder), given.seed)
    return int(not score.is_enough or any(findings.values()))


def scored(site: Site, folder: Path, seed: int, of_each: int) -> Score:
    """Return the score of `of_each` edits of each kind; versions are written below the folder."""
    plan = planned(site, Random(seed), of_each)  # noqa: S311
    texts = {item.page.path: item.edited.text for item in plan}
    pages = [page for of in site.pages.values() for page in of]
    new = {page.path: texts.get(page.path, page.text) for page in pages}
    found = _by_page(_findings(folder, {page.path: page.text for page in pages}, new))
    score = Score()
    for item in plan:
        _judge(score, item, found.pop(item.page.path.as_posix(), ()))
    score.others += [str(finding) for findings in found.values() for finding in findings]
    return score


def planned(site: Site, random: Random, of_each: int) -> list[Planned]:
    """Draw pages for each kind of edit; no page is edited twice."""
    used: set[Path] = set()
    plan: list[Planned] = []
    for name, kind in KINDS.items():
        left = of_each
        for page in random.sample(site.pages[kind.folder], len(site.pages[kind.folder])):
            edited = _edited(kind, page, random) if left and page.path not in used else None
            if edited:
                used.add(page.path)
                plan.append(Planned(name, page, edited))
                left -= 1
    new = site.edited({item.page.path: item.edited.text for item in plan})
    return [item._replace(is_silent=_is_silent(new, item)) for item in plan]


def _edited(kind: Kind, page: Page, random: Random) -> Edited | None:
    if kind.folder == "resources" and page.type is None and kind.code not in _OF_ENUMERATIONS:
        return None
    edited = kind.edit(page, random)
    return edited if edited and edited.text != page.text else None


_OF_ENUMERATIONS = ("REG478", "REG479")


def _is_silent(new: Site, item: Planned) -> bool:
    """Return True if what is gone from the page is still documented by another."""
    keeps = {"row": new.keeps_row, "type": new.keeps_type, "operation": new.keeps_operation}
    if item.kind.keeps is None:
        return False
    return all(keeps[item.kind.keeps](item.page, name) for name in item.edited.gone)


def _findings(
    folder: Path, old: Mapping[Path, str], new: Mapping[Path, str | None]
) -> Sequence[Finding]:
    """Return what `diff` reports between two versions of pages."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        for name, texts in (("old", old), ("new", new)):
            for path, text in texts.items():
                file = Path(place, name, path)
                file.parent.mkdir(parents=True, exist_ok=True)
                if text is not None:
                    file.write_bytes(text.encode())
        config = from_table(Path(place), {"docs": ["."]})
        return diff(config, [f"{place}/old", f"{place}/new"]).run.all_findings


def _by_page(findings: Sequence[Finding]) -> dict[str, Sequence[Finding]]:
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[_page(finding.location.path)].append(finding)
    return dict(found)


def _page(path: str) -> str:
    """Return the path of a page below its version."""
    return "/".join(path.split("/")[-2:])


def _judge(score: Score, item: Planned, findings: Sequence[Finding]) -> None:
    """Count an edit, and what was reported on its page."""
    named = [finding for finding in findings if _names(finding, item)]
    classes = {finding.change_class for finding in named}
    score.edits[item.name] += 1
    score.silent[item.name] += item.is_silent
    score.reported[item.name] += bool(named) != item.is_silent
    is_right = not named if item.is_silent else classes == {_class(item)}
    score.classed[item.name] += is_right
    if not is_right:
        what = " | ".join(map(str, findings)) or "no finding"
        score.wrong.append(f"{item.name}: {item.page.path} {item.edited.subject}: {what}")
    if item.edited.text is None:
        return  # all of the page is gone
    rest = [finding for finding in findings if finding not in named]
    score.others += [f"{item.name}: {finding}" for finding in rest if not _adds(finding, item)]


def _names(finding: Finding, item: Planned) -> bool:
    subject = item.edited.subject.lower()
    return finding.code == item.kind.code and subject in finding.message.lower()


def _class(item: Planned) -> str:
    if item.edited.is_requested:
        return "unknown"  # the page contradicts itself
    return "non-breaking" if item.edited.is_open else item.kind.change_class


_ADDED = ("REG451", "REG471")


def _adds(finding: Finding, item: Planned) -> bool:
    """Return True if the old name is still documented elsewhere, so that the new one is added."""
    return item.is_silent and finding.code in _ADDED and item.edited.subject in finding.message


def harmless(site: Site, folder: Path, seed: int, every: int = 5) -> dict[str, int]:
    """Print how many findings each harmless edit causes on a page of `every`, and return them."""
    print(f"\n{'harmless edit':32}{'pages':>8}{'findings':>10}")
    pages = [page for of in site.pages.values() for page in of[seed % every :: every]]
    return {
        name: _harmless(name, edit, pages, folder, Random(seed))  # noqa: S311
        for name, edit in HARMLESS.items()
    }


def _harmless(
    name: str, edit: HarmlessEdit, pages: Sequence[Page], folder: Path, random: Random
) -> int:
    old = {page.path: page.text for page in pages}
    new = {page.path: edit(page, random) for page in pages}
    findings = _findings(folder, old, new)
    changed = sum(old[path] != new[path] for path in old)
    print(f"{name:32}{changed:8}{len(findings):10}")
    for finding in findings[:5]:
        print(f"    {finding}")
    return len(findings)


def _print_score(score: Score) -> None:
    print(f"{'edit':32}{'edits':>8}{'silent':>8}{'recall':>8}{'class':>8}")
    for name in KINDS:
        edits = score.edits[name]
        _print_row(name, edits, score.silent[name], score.reported[name], score.classed[name])
    counts = (score.edits, score.silent, score.reported, score.classed)
    _print_row("all", *(of.total() for of in counts))
    print(f"findings that no edit explains: {len(score.others)}")
    print(*(f"    {line}" for line in [*score.wrong, *score.others]), sep="\n")


def _print_row(name: str, edits: int, silent: int, reported: int, classed: int) -> None:
    print(f"{name:32}{edits:8}{silent:8}{_share(reported, edits):>8}{_share(classed, edits):>8}")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


if __name__ == "__main__":
    sys.exit(main())

"""How much of what machine translation breaks is found, placed and fixed.

Run as `python -m benchmarks.drift_recall [FOLDER] [--count NUMBER]`, the folder holding those of
both locales: damages that many clean translated pages with each operator, and prints a row each.
`found` is damage that a right rule speaks of; `placed` where it does so on the damaged lines, or,
where something is gone, between the line before and the line behind; `fixed` where the safe fixes
leave no finding, and nothing differs from the page as it was but bytes that the source has.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial, reduce
from importlib import import_module
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.corpus import unpack
from benchmarks.damage.operator import OPERATORS, Damage, Operator
from benchmarks.damage.trees import TREE_OPERATORS, TreeDamage
from docreplay.config.settings import Config
from docreplay.drift.align import PagePair
from docreplay.drift.check import checks, findings
from docreplay.flows.drift import run as drifting
from docreplay.model.finding import Finding, Safety
from docreplay.model.markup.markup import Markup
from docreplay.model.markup.text_fixes import fix_until_stable
from docreplay.read.markup.markup import markup_of

SAFE: frozenset[Safety] = frozenset({"safe"})
FOUND, PLACED, FIXED = 0.98, 0.95, 0.99
"""The least shares: of what was tried, of what was tried, and of what a safe fix is offered for."""
_ROUNDS = 50
"""How often the pages are gone through for an operator that suits few of them."""


class Clean(NamedTuple):
    """A page and its translation, in which nothing is found, or nothing after safe fixes."""

    path: str
    source: Markup
    target: Markup


class Score(NamedTuple):
    """How one operator did."""

    tried: int = 0
    found: int = 0
    placed: int = 0
    offered: int = 0
    fixed: int = 0

    def plus(self, other: "Score") -> "Score":
        """Return the sum of both."""
        return Score(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def is_enough(self) -> bool:
        """Return True if no share is below its mark."""
        return (
            self.found >= FOUND * self.tried
            and self.placed >= PLACED * self.tried
            and self.fixed >= FIXED * self.offered
        )


class Miss(NamedTuple):
    """Damage that was not found, not placed or not fixed."""

    what: str
    page: Clean
    damage: Damage
    found: tuple[Finding, ...]


def operators() -> Mapping[str, Operator]:
    """Return every operator by its name."""
    for name in ("tables", "signs", "blocks", "sequence", "pages", "sentences", "planted"):
        import_module(f"benchmarks.damage.{name}")
    return OPERATORS


def look(source: Markup | None, text: str, asked: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return what is found on a page; without a source, what its own text shows."""
    target = markup_of(text, "page.md")
    assert target
    pair = PagePair(source, target) if source else PagePair(target, target, "none")
    return tuple(findings(pair, asked))


def _look_of(page: Clean, damage: Damage) -> Callable[[str], tuple[Finding, ...]]:
    """Return the search for findings, with style rules where one of them must report."""
    rules = (check.rule for check in checks() if check.rule.is_policy)
    asked = frozenset(rule.code for rule in rules if rule.name in damage.rules)
    source: Markup | None = page.source
    if damage.source is not None:
        source = markup_of(damage.source, "source.md") if damage.source else None
    return lambda text: look(source, text, asked)


def clean_pages(
    tree: Path, source: str = "en-us", target: str = "zh-cn", *, every: int = 1
) -> list[Clean]:
    """Return the pairs of a tree that have no findings, or none after their safe fixes."""
    found = []
    for file in sorted((tree / target).rglob("*.md"))[::every]:
        original = tree / source / file.relative_to(tree / target)
        if original.is_file():
            mine = markup_of(original.read_text(encoding="utf-8"), "source.md")
            theirs = markup_of(file.read_text(encoding="utf-8"), "page.md")
            assert mine
            assert theirs
            clean = _cleaned(mine, theirs)
            if clean:
                found.append(Clean(str(file.relative_to(tree / target)), mine, clean))
    return found


def _cleaned(source: Markup, target: Markup) -> Markup | None:
    left = look(source, target.page)
    if not left:
        return target
    if not all(finding.fix and finding.fix.safety in SAFE for finding in left):
        return None
    text = fix_until_stable(target.page, partial(look, source), SAFE).text
    return None if look(source, text) else markup_of(text, target.path)


def score(
    name: str, pages: Sequence[Clean], number: int, seed: int = 1
) -> tuple[Score, list[Miss]]:
    """Return the score of the rules on that number of damaged pages, and what they miss."""
    total, misses = Score(), []
    for page, damage in _damaged(name, pages, number, seed):
        result, miss = _judged(page, damage)
        total = total.plus(result)
        misses += [miss] if miss else []
    return total, misses


def _damaged(
    name: str, pages: Sequence[Clean], number: int, seed: int
) -> Iterator[tuple[Clean, Damage]]:
    chance = Random(f"{name}{seed}")  # noqa: S311  # not for secrets
    seen: set[tuple[str, str]] = set()
    for _ in range(_ROUNDS):
        for page in chance.sample(pages, len(pages)):
            damage = operators()[name](page.target, page.source, chance)
            if damage and (page.path, damage.text) not in seen:
                seen.add((page.path, damage.text))
                yield page, damage
            if len(seen) == number:
                return


def _judged(page: Clean, damage: Damage) -> tuple[Score, Miss | None]:
    found = _look_of(page, damage)(damage.text)
    right = [finding for finding in found if finding.name in damage.rules]
    low, high = _lines(damage)
    placed = any(low <= finding.location.line <= high for finding in right)
    offered = any(finding.fix and finding.fix.safety in SAFE for finding in right)
    fixed = offered and _is_fixed(page, damage)
    result = Score(1, bool(right), placed, offered, fixed)
    what = "not found" if not right else "not placed" if not placed else "not fixed"
    is_miss = not placed or (offered and not fixed)
    return result, Miss(what, page, damage, found) if is_miss else None


def _lines(damage: Damage) -> tuple[int, int]:
    """Return the damaged lines, or the line before and the one after dropped text."""
    text, start, end = damage.text, damage.start, damage.end
    if start == end:
        start = len(text[:start].rstrip())
        end += len(text[end:]) - len(text[end:].lstrip())
    return text.count("\n", 0, start) + 1, text.count("\n", 0, end) + 1


def _is_fixed(page: Clean, damage: Damage) -> bool:
    look = _look_of(page, damage)
    text = fix_until_stable(damage.text, look, SAFE).text
    original = page.target.page if damage.before is None else damage.before
    if text == original:
        return True
    start = _alike(text, original)
    behind = _alike(text[start:][::-1], original[start:][::-1])
    source = damage.source or page.source.page
    return text[start : len(text) - behind] in source and not look(text)


def _alike(text: str, other: str) -> int:
    """Return the length of the common start of two texts."""
    pairs = enumerate(zip(text, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(text), len(other)))


def score_tree(damage: TreeDamage, tree: Path, pages: Sequence[Clean], number: int) -> Score:
    """Return the score on whole pages; what is wrong with one is reported in its front matter."""
    *suited, last = (page for page in pages if damage.suits in page.source.page)
    chosen = suited[:: max(1, len(suited) // number)][:number]
    with tempfile.TemporaryDirectory() as folder:
        for page in chosen:
            files = [Path(folder, "pages", locale, page.path) for locale in ("en-us", "zh-cn")]
            for file in files:
                _copied(tree, Path(folder, "pages"), file)
            damage.apply(files[0], files[1])
        for locale in ("en-us", "zh-cn"):
            _copied(tree, Path(folder, "pages"), Path(folder, "pages", locale, last.path))
        run = drifting.drift(Config(root=Path(folder), docs=("pages",))).run
    front = {f"pages/zh-cn/{page.path}": len(page.target.front_matter) + 2 for page in chosen}
    right = [finding for finding in run.all_findings if finding.name in damage.rules]
    found = {finding.location.path for finding in right}
    placed = {
        item.location.path
        for item in right
        if item.location.line <= front[item.location.path] or _quotes(item)
    }
    return Score(len(chosen), len(found), len(placed), 0, 0)


def _quotes(finding: Finding) -> bool:
    """Return True if the finding is at a sentence that changed, and quotes it."""
    return any(related.label for related in finding.related)


def _copied(tree: Path, folder: Path, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(tree / file.relative_to(folder), file)


def main() -> int:
    """Print the table. Return 1 if a share is below its mark."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.drift_recall")
    parser.add_argument("folder", type=Path, nargs="?", help="unpacked pages, a folder per locale")
    parser.add_argument("--count", type=int, default=100, help="damaged pages per operator")
    parser.add_argument("--only", default="", help="operators whose names hold these words")
    parser.add_argument("--misses", action="store_true", help="print what was missed")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as unpacked:
        tree = given.folder or unpack(Path(unpacked))
        pages = clean_pages(tree)
        names = [name for name in sorted({*operators(), *TREE_OPERATORS}) if given.only in name]
        print(f"{len(names)} operators, {len(pages)} clean pages\n")
        print("| damage | tried | found | placed | fixed |\n|:--|--:|--:|--:|--:|")
        rows = [_scored(name, tree, pages, given) for name in names]
    _print_row("all", reduce(Score.plus, rows))
    return int(not all(row.is_enough for row in rows))


def _scored(name: str, tree: Path, pages: Sequence[Clean], given: argparse.Namespace) -> Score:
    misses: list[Miss] = []
    if name in TREE_OPERATORS:
        row = score_tree(TREE_OPERATORS[name], tree, pages, given.count)
    else:
        row, misses = score(name, pages, given.count)
    _print_row(name, row)
    for miss in misses if given.misses else ():
        _print_miss(miss)
    return row


def _print_row(name: str, row: Score) -> None:
    mark = "" if row.is_enough else " ← below the mark"
    fixed = f"{row.fixed} of {row.offered}"
    print(f"| {name} | {row.tried} | {row.found} | {row.placed} | {fixed} |{mark}", flush=True)


def _print_miss(miss: Miss) -> None:
    low, high = _lines(miss.damage)
    print(f"  {miss.what}: {miss.page.path}:{low}-{high}", *miss.found, sep="\n    ")


if __name__ == "__main__":
    sys.exit(main())

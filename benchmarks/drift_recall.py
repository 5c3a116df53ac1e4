"""How much of what machine translation breaks is found, placed and healed.

Run as `python -m benchmarks.drift_recall TREE [NUMBER]` on a folder that holds the folders of both
locales: damages that many clean translated pages with each operator, and prints a row for each.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.drift_damage import OPERATORS, Damage
from extractor.drift.align import PagePair
from extractor.drift.check import findings
from extractor.drift.fix import heal
from extractor.model.finding import Finding, Safety
from extractor.model.outline import Outline
from extractor.read.outline import outline_of

SAFE: frozenset[Safety] = frozenset({"safe"})


class Clean(NamedTuple):
    """A page and its translation, in which nothing is found."""

    path: str
    source: Outline
    target: Outline


class Score(NamedTuple):
    """How one operator did."""

    tried: int
    found: int
    placed: int
    offered: int
    healed: int


def look(source: Outline, text: str) -> tuple[Finding, ...]:
    """What is found on a page."""
    target = outline_of(text, "page.md")
    assert target
    return tuple(findings(PagePair(source, target)))


def clean_pages(tree: Path, source: str = "en-us", target: str = "zh-cn") -> list[Clean]:
    """The pairs of a tree without findings."""
    found = []
    for file in sorted((tree / target).rglob("*.md")):
        original = tree / source / file.relative_to(tree / target)
        if original.is_file():
            mine = outline_of(original.read_text(encoding="utf-8"), "source.md")
            theirs = outline_of(file.read_text(encoding="utf-8"), "page.md")
            assert mine
            assert theirs
            if not look(mine, theirs.page):
                found.append(Clean(file.name, mine, theirs))
    return found


def score(name: str, pages: Sequence[Clean], number: int, seed: int = 1) -> Score:
    """How the rules do on so many pages damaged by an operator."""
    chance = Random(f"{name}{seed}")  # noqa: S311  # not for secrets
    counts = [0] * 5
    for page in chance.sample(pages, len(pages)):
        damage = OPERATORS[name](page.target, page.source, chance)
        if damage:
            counts = [a + b for a, b in zip(counts, _judged(page, damage, name), strict=True)]
            if counts[0] == number:
                break
    return Score(*counts)


def _judged(page: Clean, damage: Damage, name: str) -> tuple[bool, bool, bool, bool, bool]:
    found = look(page.source, damage.text)
    right = [finding for finding in found if finding.name in damage.rules]
    line = damage.text.count("\n", 0, damage.start) + 1
    placed = any(abs(finding.location.line - line) <= 1 for finding in right)
    offered = any(finding.fix and finding.fix.safety == "safe" for finding in right)
    if not right and "-v" in sys.argv:
        print(name, page.path, line, [finding.name for finding in found])
    text = heal(damage.text, lambda text: look(page.source, text), SAFE).text if offered else ""
    return True, bool(right), placed, offered, offered and not look(page.source, text)


def main(tree: Path, number: int) -> None:
    """Prints the table."""
    pages = clean_pages(tree)
    print(f"{len(pages)} clean pages\n")
    print("| damage | tried | found | placed | healed |\n|:--|--:|--:|--:|--:|")
    for name in sorted(OPERATORS):
        row = score(name, pages, number)
        print(
            f"| {name} | {row.tried} | {row.found} | {row.placed} | {row.healed} of {row.offered} |"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100)

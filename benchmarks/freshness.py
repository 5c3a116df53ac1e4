"""Whether changes of a source are classified by what they ask of a translator.

Run as `python -m benchmarks.freshness [FOLDER] [--count NUMBER]`, the folder holding those of both
locales: edits that many pages of the source in each way, compares each with the version before, and
prints a row for each. What changed in code alone is synced with the translation.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.corpus import unpack
from benchmarks.freshness_edits import EDITS
from docreplay.drift.block_changes import Refused
from docreplay.drift.freshness import freshness_of
from docreplay.drift.stamp import is_stamped, stamp_of
from docreplay.drift.sync import synced
from docreplay.model.markup.markup import Markup
from docreplay.model.markup.text_fixes import applied
from docreplay.read.markup.markup import markup_of

_MARK = 0.99


class Score(NamedTuple):
    """How one edit did."""

    tried: int
    right: int
    refused: int
    synced: int


def _outline(text: str) -> Markup:
    found = markup_of(text, "page.md")
    assert found
    return found


def pairs(tree: Path, source: str = "en-us", target: str = "zh-cn") -> list[tuple[str, str]]:
    """Return the texts of pages and of their translations."""
    found = []
    for file in sorted((tree / target).rglob("*.md")):
        original = tree / source / file.relative_to(tree / target)
        if original.is_file():
            found.append((original.read_text("utf-8"), file.read_text("utf-8")))
    return found


def score(name: str, found: list[tuple[str, str]], number: int, seed: int = 1) -> Score:
    """Return how that number of edited pages are judged, and synced."""
    kind, change = EDITS[name]
    chance = Random(f"{name}{seed}")  # noqa: S311  # not for secrets
    counts = [0] * 4
    for source, translation in chance.sample(found, len(found)):
        old = _outline(source)
        text = change(old, chance)
        if text and text != old.text:
            judged = freshness_of(old, new := _outline(text))[0]
            done = _synced(old, new, translation) if judged == "code" else None
            outcome = (True, judged == kind, done is None and judged == "code", bool(done))
            counts = [a + b for a, b in zip(counts, outcome, strict=True)]
        if counts[0] == number:
            break
    return Score(*counts)


def _synced(old: Markup, new: Markup, translation: str) -> bool | None:
    """Return True if the translation is synced with the new version; None if it is refused."""
    target = _outline(translation)
    try:
        edits = synced(old, new, target, stamp_of(target.front))
    except Refused:
        return None
    after = _outline(text := applied(translation, edits))
    again = applied(text, synced(new, new, after, stamp_of(after.front)))
    kept = _outside(after) == _outside(target)
    return kept and again == text and is_stamped(stamp_of(after.front), new.page)


def _outside(page: Markup) -> str:
    """Return the text without front matter, code blocks, and comments to the end of their lines."""
    ends = [entry.value.end for entry in page.front_matter]
    spans = [(0, max(ends, default=0)), *((fence.start, fence.end) for fence in page.fences)]
    remarks = [fence.annotation for fence in page.fences if fence.annotation]
    for remark in (*remarks, *page.comments):
        blanks = len(page.text[remark.end :]) - len(page.text[remark.end :].lstrip(" \t"))
        spans.append((remark.start, remark.end + blanks))
    text, at = [], 0
    for start, end in sorted(
        (page.places.offset(start), page.places.offset(end)) for start, end in spans
    ):
        text.append(page.page[at:start])
        at = max(at, end)
    return "".join([*text, page.page[at:]]).replace("\n", "")


def main() -> int:
    """Print the table. Return 1 if too few are right."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.freshness")
    parser.add_argument("folder", type=Path, nargs="?", help="unpacked pages, a folder per locale")
    parser.add_argument("--count", type=int, default=100, help="changed pages per kind of change")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as unpacked:
        return _printed(given.folder or unpack(Path(unpacked)), given.count)


def _printed(tree: Path, number: int) -> int:
    found, wrong = pairs(tree), 0
    print("| change | class | tried | right | synced | refused |\n|:--|:--|--:|--:|--:|--:|")
    for name, (kind, _) in EDITS.items():
        row = score(name, found, number)
        print(
            f"| {name} | {kind} | {row.tried} | {row.right} | {row.synced or ''} "
            f"| {row.refused or ''} |"
        )
        wrong += row.right < _MARK * row.tried or not row.tried
        wrong += kind == "code" and row.synced + row.refused < row.right
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())

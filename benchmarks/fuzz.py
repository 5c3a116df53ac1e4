"""Damaged real pages, and what must hold of reading each of them: `python -m benchmarks.fuzz`.

The check of what became of each annotation is crude on purpose, and independent of the reader:
it looks at lines, and knows nothing of Markdown but fences and comments.
"""

import argparse
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from traceback import format_exc

from benchmarks.corpus import unpack
from benchmarks.mutations import mutate
from docreplay.model.exchange import Reading
from docreplay.model.finding import Finding
from docreplay.model.location import Location
from docreplay.model.page import Page, PageId
from docreplay.read.reading import read
from docreplay.read.rules.annotation_unreadable import RULE as UNREADABLE

_BLOCK_TYPE = re.compile(r'"blockType"\s*:\s*"(?:request|response|resource|example)"')
_MARKS = re.compile(r"`{3,}|~{3,}|<!--|-->")


def main() -> int:
    """Run the harness. Return 1 on a violation, with the seed that shows it."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.fuzz")
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1, help="of the first page; each adds one")
    parser.add_argument("--corpus", type=Path, help="unpacked pages; by default the archive's")
    parser.add_argument("--show", action="store_true", help="print the page of the first violation")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = given.corpus or unpack(Path(folder))
        return _report(corpus, range(given.seed, given.seed + given.pages), show=given.show)


def _report(corpus: Path, seeds: range, *, show: bool) -> int:
    counts: Counter[str] = Counter()
    violations = list(run(corpus, seeds, counts))
    print(f"{'pages':32}{len(seeds):>8}")
    for name, count in sorted(counts.items()):
        print(f"{name:32}{count:>8}")
    print(f"{'violations':32}{len(violations):>8}")
    for seed, violation in violations[:20]:
        print(f"seed {seed}: {violation}")
    if show and violations:
        print(mutated(sorted(corpus.rglob("*.md")), violations[0][0])[0])
    return 1 if violations else 0


def run(corpus: Path, seeds: range, counts: Counter[str]) -> Iterator[tuple[int, str]]:
    """Yield the violations of the pages of the seeds, each with its seed."""
    paths = sorted(corpus.rglob("*.md"))
    for number, seed in enumerate(seeds):
        if number % 500 == 0:
            print(f"\r{number} of {len(seeds)} pages", end="", file=sys.stderr, flush=True)
        text, names = mutated(paths, seed)
        counts.update(names)
        yield from ((seed, violation) for violation in violations_of(text))
    print(file=sys.stderr)


def mutated(paths: list[Path], seed: int) -> tuple[str, tuple[str, ...]]:
    """Return the page of a seed after its mutations, and their names."""
    rng = random.Random(seed)  # noqa: S311  # to be repeated, not to be secret
    return mutate(rng.choice(paths).read_text(encoding="utf-8"), rng)


def violations_of(text: str) -> Iterator[str]:
    """Yield what is violated in the reading of a text; nothing if all is well."""
    page = Page(id=PageId(path="page.md", locale="", key="page"), text=text)
    try:
        reading = read(page)
        again = read(page)
    except Exception:  # any exception at all is what is looked for
        yield format_exc()
        return
    if reading != again:
        yield "reading twice gives two answers"
    yield from _outside(reading, _lines(text))
    yield from _twice(reading)
    yield from _lost(reading, _lines(text))


def _lines(text: str) -> list[str]:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _outside(reading: Reading, lines: list[str]) -> Iterator[str]:
    for what, at in _locations(reading):
        if not (1 <= at.line <= len(lines) and 1 <= at.column <= len(lines[at.line - 1]) + 1):
            yield f"{what} is said to stand at {at}, which is outside of the page"


def _locations(reading: Reading) -> Iterator[tuple[str, Location]]:
    for finding in reading.findings:
        yield str(finding), finding.location
    for block in reading.blocks:
        yield "a block", block.location
        yield "a fence", block.opening
        yield "the end of a block", Location(block.opening.path, block.end_line)
        for row in range(block.text.text.count("\n") + 1):
            yield "a line of a block", block.text.row(row)
    for exchange in reading.exchanges:
        for message in (exchange.request, exchange.response):
            if message:
                yield "a message", message.location
                yield from (("a header", header.location) for header in message.headers)
            if message and message.body:
                yield "a body", message.body.location


def _twice(reading: Reading) -> Iterator[str]:
    ids = Counter(exchange.id for exchange in reading.exchanges)
    yield from (f"the id {id} is there {count} times" for id, count in ids.items() if count > 1)


def _lost(reading: Reading, lines: list[str]) -> Iterator[str]:
    """Yield annotations without a result, and annotated messages that are in no exchange."""
    named = {line for finding in reading.findings for line in _lines_of(finding, lines)}
    annotated = {b.annotation.location.line for b in reading.blocks if b.annotation}
    for first, last in _annotations(lines):
        if not (named | annotated) & set(range(first, last + 1)):
            yield f"the annotation in line {first} is neither in a block nor in a finding"
    used = {
        id(block)
        for exchange in reading.exchanges
        for block in (exchange.request_block, exchange.response_block)
    }
    for block in reading.blocks:
        first = block.annotation.location.line if block.annotation else block.opening.line
        lost = block.kind in ("request", "response") and id(block) not in used
        if lost and not named & set(range(first, block.end_line + 1)):
            yield f"the {block.kind} in line {block.location.line} is in no exchange"


def _lines_of(finding: Finding, lines: list[str]) -> range:
    """Return the lines of a finding: its own, or all of a comment that cannot be parsed."""
    first = last = finding.location.line
    if finding.code == UNREADABLE.code:
        while first > 1 and "<!--" not in lines[first - 1]:
            first -= 1
        while last < len(lines) and "-->" not in lines[last - 1]:
            last += 1
    return range(first, last + 1)


def _annotations(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the first and last line of each comment that names a block type, outside of fences."""
    fence, start, row = "", 0, 0
    for row, line in enumerate(lines, start=1):
        bare = line.strip(" \t>")
        if fence:
            fence = "" if bare.startswith(fence) and not bare.strip(fence[0]) else fence
        elif not start and bare.startswith(("```", "~~~")) and "`" not in bare.lstrip("`"):
            fence = bare[: len(bare) - len(bare.lstrip(bare[0]))]
        elif "<!--" in line or start:
            start = start or row
            if "-->" in line:
                text = "\n".join(lines[start - 1 : row])
                if _BLOCK_TYPE.search(text) and not _is_above_table(text, lines[row:]):
                    yield start, row
                start = 0


def _is_above_table(comment: str, below: list[str]) -> bool:
    """Return True if an annotation belongs to the include or table below it, not to a fence."""
    following = next((line.strip() for line in below if line.strip()), "")
    is_table = following.startswith(("|", "<table", "[!INCLUDE"))
    return is_table and ("ignored" in comment or "permissions" in comment)


if __name__ == "__main__":
    sys.exit(main())

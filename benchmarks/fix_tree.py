"""What `drift --fix` does to a whole tree of pages: `python -m benchmarks.fix_tree [FOLDER]`.

The German and Spanish pages are copied and fixed. Each text that a fix puts into a page must be in
the English page that the translation was made from, no page may get another number of lines, a
second run must change nothing, and the patch must give the same bytes. FOLDER has the pages,
unpacked.
"""

import argparse
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import unpack
from docreplay.config.settings import Config
from docreplay.flows.drift.fixes import fixed_pages
from docreplay.flows.drift.run import drift
from docreplay.flows.drift.source_versions import TranslationIndex
from docreplay.model.finding import Safety
from docreplay.model.page import normalized
from docreplay.model.translation import ChangedPage
from docreplay.report.patch import patch
from docreplay.sources.pages import files_of

NAME = "graph-de-es-2019"
_TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)
_SAFE = frozenset[Safety]({"safe"})


class Result(NamedTuple):
    """What was done to the pages, and everything that was wrong with it."""

    pages: int
    fixes: int
    faults: tuple[str, ...]


def main() -> int:
    """Print the numbers and the faults. Return 1 if there is one."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.fix_tree")
    parser.add_argument("folder", type=Path, nargs="?", help="folder with the unpacked pages")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = given.folder or unpack(Path(folder) / "corpus", NAME) / NAME
        found = fixed(corpus, Path(folder))
    print(*found.faults, sep="\n")
    print(f"{found.fixes:,} fixes on {found.pages} pages, {len(found.faults)} faults")
    return 1 if found.faults else 0


def fixed(corpus: Path, work: Path) -> Result:
    """Fix a copy of the pages in a folder below `work`, and look at every change."""
    tree, other = work / "tree", work / "patched"
    for copy in (tree, other):
        shutil.copytree(corpus, copy)
    config = Config(root=tree, docs=tuple(f"{name}/docs" for name in ("de-DE", "es-ES")))
    changes = tuple(fixed_pages(config, drift(config), _SAFE))
    index = TranslationIndex(config, files_of(config))
    sources = {
        page.path: index.text(source.path)
        for page in index.pages
        if (source := index.source_of(page))
    }
    faults = [fault for change in changes for fault in faults_of(change, sources[change.path])]
    for change in changes:
        (tree / change.path).write_bytes(change.after.encode())
    faults += [f"{change.path}: changed again" for change in _again(config)]
    faults += _differing(changes, other, tree)
    return Result(len(changes), sum(change.fixes for change in changes), tuple(faults))


def _again(config: Config) -> Iterator[ChangedPage]:
    return fixed_pages(config, drift(config), _SAFE)


def faults_of(change: ChangedPage, source: str) -> Iterator[str]:
    """Yield the lines with a text that the source does not have, and changed numbers of lines."""
    before, after = change.before.split("\n"), change.after.split("\n")
    if len(before) != len(after):
        yield f"{change.path}: {len(before)} lines became {len(after)}"
        return
    known = "".join(normalized(source).split())
    for number, (old, new) in enumerate(zip(before, after, strict=True), 1):
        yield from (
            f"{change.path}:{number}: {text!r} is not in the source"
            for text in _inserted(old, new)
            if "".join(text.split()) not in known
        )


def _inserted(old: str, new: str) -> Iterator[str]:
    """Yield the parts of a line that were put in."""
    one, other = _TOKEN.findall(old), _TOKEN.findall(new)
    for kind, _, _, low, high in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind in ("insert", "replace"):
            yield "".join(other[low:high])


def _differing(changes: tuple[ChangedPage, ...], other: Path, tree: Path) -> Iterator[str]:
    """Yield the pages that the patch makes different from the fix."""
    text = "".join(patch(change.path, change.before, change.after) for change in changes)
    done = subprocess.run(
        ["git", "apply", "--whitespace=nowarn", "-"],  # noqa: S607
        cwd=other,
        input=text.encode(),
        capture_output=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "GIT_CEILING_DIRECTORIES": str(other.parent)},
    )
    if done.returncode:
        yield f"the patch cannot be applied: {done.stderr.decode()}"
    for change in changes:
        if (other / change.path).read_bytes() != (tree / change.path).read_bytes():
            yield f"{change.path}: the patch gives different bytes"


if __name__ == "__main__":
    raise SystemExit(main())

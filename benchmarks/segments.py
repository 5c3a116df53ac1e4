"""How much of real translations the workbench shows beside the source.

Usage: `python -m benchmarks.segments [FOLDER]`.

FOLDER has the corpora, unpacked. Prints for each language the parts of its translations (titles,
paragraphs, cells, code blocks): beside their counterpart, beside one that was matched by guess,
and without one; then `--sample N` parts of each kind, drawn with a fixed seed, to be read.
"""

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import GRAPH, unpack
from docreplay.config.settings import Config
from docreplay.flows.drift.run import drift
from docreplay.flows.drift.source_history import history
from docreplay.flows.drift.source_versions import TranslationIndex, outline_at
from docreplay.flows.drift.workbench_rows import Rows
from docreplay.model.workbench import AlignedText
from docreplay.sources.pages import files_of

TREES = {
    "de-de": "graph-de-es-2019/de-DE/docs",
    "es-es": "graph-de-es-2019/es-ES/docs",
    "otel": "otel-2026",
    "zh-cn": GRAPH,
}
"""The folder with the pages of all languages of a tree, below that of the unpacked corpora."""
_SEED = 11
_WIDE = 200


def main() -> int:
    """Print the table, and the sample that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="folder with the unpacked corpora")
    parser.add_argument("--sample", type=int, default=0, help="number of parts to print")
    parser.add_argument("--tree", choices=TREES, action="append", help="only these trees")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as unpacked:
        folder = (given.folder or _unpacked(Path(unpacked))).resolve()
        for tree in given.tree or TREES:
            _print_tree(tree, list(_parts(folder, TREES[tree])), given.sample)
    return 0


def _unpacked(folder: Path) -> Path:
    for name in ("graph-de-es-2019", "otel-2026"):
        unpack(folder, name)
    unpack(folder / GRAPH, GRAPH)
    return folder


def _parts(root: Path, docs: str) -> Iterator[AlignedText]:
    """Yield the parts of all translations of a tree."""
    config = Config(root=root, docs=(docs,))
    known = sorted(page.path for page in drift(config).pages if page.state != "missing")
    with history(config) as past:
        index = TranslationIndex(config, files_of(config), known, past)
        for page in index.chosen:
            text = index.text(page.path)
            target = outline_at(page.path, text)
            version = index.version(page, text, index.stamp(page, target.front))
            if version.source is not None:
                yield from Rows(text, target, version).texts


def group_of(part: AlignedText) -> str:
    """Return the column of the table that counts a part."""
    if not part.translation:
        return "only in the source"
    if not part.then:
        return "only in the translation"
    return "by guess" if part.is_guess else "beside its counterpart"


def _print_tree(tree: str, parts: list[AlignedText], sample: int) -> None:
    counts = Counter(map(group_of, parts))
    listed = ", ".join(f"{number} {name}" for name, number in counts.most_common())
    share = counts["beside its counterpart"] / max(1, len(parts))
    print(f"{tree}: {len(parts)} parts, {share:.2%} beside their counterpart: {listed}")
    for name in counts:
        chosen = [part for part in parts if group_of(part) == name]
        draw = random.Random(_SEED)  # noqa: S311  # a sample, not a secret
        for part in draw.sample(chosen, min(sample, len(chosen))):
            print(f"  {name}, {part.kind}")
            for text in (part.then, part.translation):
                print(f"    {' '.join(text.split())[:_WIDE]}")


if __name__ == "__main__":
    sys.exit(main())

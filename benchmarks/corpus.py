"""The pages that benchmarks run on: the real corpus, unpacked once and repeated where asked."""

import shutil
import tarfile
from pathlib import Path

CORPORA = Path(__file__).parent.parent.parent / "shared/corpus"
"""Where the corpora lie if they are there: beside the repository. They are never part of it."""

GRAPH = "graph-v1-2021"
"""The one that benchmarks use where nothing else is said: a folder per locale."""

ARCHIVE = CORPORA / f"{GRAPH}.tar.xz"


def unpack(target: Path, name: str = GRAPH) -> Path:
    """Unpack the corpus of that name below `target`. Raises `FileNotFoundError` without it."""
    with tarfile.open(CORPORA / f"{name}.tar.xz") as archive:
        archive.extractall(target, filter="data")
    return target


def repeated(corpus: Path, target: Path, pages: int) -> Path:
    """Return a tree with the given number of pages, copied from the corpus under new names."""
    originals = sorted(corpus.rglob("*.md"))
    for number in range(pages):
        copy, page = divmod(number, len(originals))
        original = originals[page]
        locale, *rest = original.relative_to(corpus).parts
        to = target.joinpath(locale, f"copy{copy}", *rest)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(original, to)
    return target

"""The pages that benchmarks run on: the real corpus, unpacked once and repeated where asked."""

import shutil
import tarfile
from pathlib import Path

ARCHIVE = Path(__file__).parent.parent.parent / "shared/corpus/graph-v1-2021.tar.xz"
"""Where the corpus lies if it is there: beside the repository. It is never part of it."""


def unpack(target: Path) -> Path:
    """The corpus below `target`, in a folder per locale. Raises `FileNotFoundError` without it."""
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(target, filter="data")
    return target


def repeated(corpus: Path, target: Path, pages: int) -> Path:
    """A tree of as many pages as asked for, made of copies of the corpus under other names."""
    originals = sorted(corpus.rglob("*.md"))
    for number in range(pages):
        copy, page = divmod(number, len(originals))
        original = originals[page]
        locale, *rest = original.relative_to(corpus).parts
        to = target.joinpath(locale, f"copy{copy}", *rest)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(original, to)
    return target

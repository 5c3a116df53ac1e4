"""How true inferred pairs are: `python -m benchmarks.pair_sample [FOLDER]`.

Compares pairs of request and response that inference finds on pages of ten projects with labels
that a reader gave from the text of the pages: `right`, or `wrong` where the response is that of
something else, or has a different status. A pair is known by the lines of its messages, and
by its status. Those that
are labelled wrong and not paired any more were found out; those that are labelled right and not
paired any more are lost.
"""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.corpus import unpack
from docreplay.model.page import Page, PageId, is_page_name
from docreplay.read.reading import Options, read

LABELS = Path(__file__).parent / "pair_labels.tsv"
CORPUS = "plain-http-2026"
_OPTIONS = Options(infer_unannotated=True)

Pair = tuple[str, int, int, int]
"""The path of a page, the lines of the request and of the response, and its status."""


def main() -> int:
    """Print the table. Return 1 if fewer than 95 % are right, or more than 1 % wrong."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.pair_sample")
    parser.add_argument("folder", type=Path, nargs="?", help="the unpacked corpus")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as unpacked:
        counts = compare(labels(), given.folder or unpack(Path(unpacked), CORPUS) / CORPUS)
    total = sum(counts.values())
    for (label, is_paired), number in sorted(counts.items()):
        print(f"{label}, {'paired' if is_paired else 'not paired'}: {number} of {total}")
    right = counts["right", True] + counts["wrong", False]
    return int(right < 0.95 * total or counts["wrong", True] > 0.01 * total)


def labels() -> dict[Pair, str]:
    """Return the labels."""
    rows = (line.split("\t") for line in LABELS.read_text(encoding="utf-8").splitlines()[1:])
    return {
        (path, int(request), int(response), int(status)): label
        for path, request, response, status, label in rows
    }


def compare(known: dict[Pair, str], root: Path) -> Counter[tuple[str, bool]]:
    """Return the number of labelled pairs by label, and whether inference finds them now."""
    pages = {path for path, *_ in known if is_page_name(path)}
    found = {pair for path in pages for pair in _pairs(root, path)}
    return Counter((label, pair in found) for pair, label in known.items())


def _pairs(root: Path, path: str) -> set[Pair]:
    text = (root / path).read_text(encoding="utf-8", errors="replace")
    reading = read(Page(id=PageId(path=path, locale="", key=path), text=text), _OPTIONS)
    return {
        (path, item.request.location.line, response.location.line, response.status)
        for item in reading.exchanges
        if (response := item.response)
    }


if __name__ == "__main__":
    sys.exit(main())

"""How true inferred pairs are: `python -m benchmarks.pair_sample [FOLDER]`.

Compares pairs of request and response that inference finds on pages of ten projects with labels
that a reader gave from the text of the pages: `right`, or `wrong` where the response is that of
something else, or has a different status. A pair is known by the lines of its messages, and
by its status. Those that
are labelled wrong and not paired any more were found out; those that are labelled right and not
paired any more are lost.

A second table labels requests that were drawn from the text of the pages, whether inference finds
them or not: the line and the status of the response that the page shows, or none.
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
REQUESTS = Path(__file__).parent / "request_labels.tsv"
CORPUS = "plain-http-2026"
_OPTIONS = Options(infer_unannotated=True)

_NEAR = 1
"""Number of lines by which a label may miss a message: a fence begins above its content."""

Pair = tuple[str, int, int, int]
"""The path of a page, the lines of the request and of the response, and its status."""


def main() -> int:
    """Print the table. Return 1 if fewer than 95 % are right, or more than 1 % wrong."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.pair_sample")
    parser.add_argument("folder", type=Path, nargs="?", help="the unpacked corpus")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as unpacked:
        folder = given.folder or unpack(Path(unpacked), CORPUS) / CORPUS
        counts, requests = compare(labels(), folder), compare_requests(folder)
    for verdict, number in sorted(requests.items()):
        print(f"requests, {verdict}: {number} of {sum(requests.values())}")
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


def request_labels() -> dict[tuple[str, int], tuple[int, int] | None]:
    """Return the response of each labelled request, by its line and status; None if it has none."""
    rows = (line.split("\t") for line in REQUESTS.read_text(encoding="utf-8").splitlines()[1:])
    return {
        (path, int(request)): (int(response), int(status)) if response else None
        for path, request, response, status in rows
    }


def compare_requests(root: Path) -> Counter[str]:
    """Return the number of requests whose response inference finds, misses or mistakes."""
    known = request_labels()
    found = {path: _pairs(root, path) for path, _ in known}
    return Counter(_verdict(found[path], line, right) for (path, line), right in known.items())


def _verdict(pairs: set[Pair], line: int, right: tuple[int, int] | None) -> str:
    near = [pair for pair in sorted(pairs) if abs(pair[1] - line) <= _NEAR]
    if not near or not right:
        return "wrong" if near else "missed" if right else "right"
    is_right = abs(near[0][2] - right[0]) <= _NEAR and near[0][3] == right[1]
    return "right" if is_right else "wrong"


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

"""Targets of links are compared in time that grows with their number."""

from itertools import product

import pytest

from docreplay.drift.align import PagePair
from docreplay.drift.link_targets import FileTargets, is_same_file
from tests.drift.pairs import drifted, outline
from tests.support.calls import calls

PAIR = PagePair(outline("# A\n", "docs/en-us/x.md"), outline("# A\n", "docs/de-de/x.md"))
TARGETS = (
    "a.md",
    "../a.md",
    "/a",
    "/docs/a",
    "a",
    "a.md#x",
    "#x",
    "b.md",
    "https://de.wikipedia.org/wiki/A",
    "https://en.wikipedia.org/wiki/B",
    "//example.com/a.md",
    "",
)
SAME = {
    ("a", "/a"),
    ("https://de.wikipedia.org/wiki/A", "https://de.wikipedia.org/wiki/A"),
    ("https://de.wikipedia.org/wiki/A", "https://en.wikipedia.org/wiki/B"),
    ("https://en.wikipedia.org/wiki/B", "https://de.wikipedia.org/wiki/A"),
    ("https://en.wikipedia.org/wiki/B", "https://en.wikipedia.org/wiki/B"),
}


@pytest.mark.parametrize(("source", "target"), [*product(TARGETS, TARGETS)])
def test_a_target_leads_to_the_same_file(source: str, target: str) -> None:
    is_relative = source == target and source.startswith(("a", "b", "."))
    assert is_same_file(PAIR, source, target) == (is_relative or (source, target) in SAME)


@pytest.mark.parametrize("source", TARGETS)
def test_several_targets_are_searched_as_one_after_the_other(source: str) -> None:
    for number in range(len(TARGETS) + 1):
        some = TARGETS[:number]
        each = any(is_same_file(PAIR, source, target) for target in some)
        assert FileTargets(PAIR, some).has_file_of(source) == each


def test_work_on_changed_links_of_one_paragraph_grows_with_their_number() -> None:
    def work(number: int) -> int:
        source = " ".join(f"[a{i}](page{i}.md)" for i in range(number))
        target = " ".join(f"[a{i}](seite{i}.md)" for i in range(number))
        assert len(drifted(source, target)) == number
        return calls(lambda: drifted(source, target))

    work(1)
    assert work(320) < 2.3 * work(160)  # shorter texts are judged once for all pages that have them


def test_work_on_changed_fragments_grows_with_the_number_of_headings() -> None:
    def work(number: int) -> int:
        source = "".join(f"# h{i}\n\n[a](#x{i})\n\n" for i in range(number))
        target = source.replace("x", "y")
        assert len(drifted(source, target)) == number
        return calls(lambda: drifted(source, target))

    work(1)
    assert work(160) < 2.3 * work(80)

"""Targets of links are compared in time that grows with their number."""

from itertools import product

import pytest

from docreplay.drift.align import PagePair
from docreplay.drift.link_targets import FileTargets, canonical, is_same_file
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


@pytest.mark.parametrize(
    ("page", "source", "target", "expected"),
    [
        ("docs/de-de/x.md", "a.md", "./a.md", True),
        ("docs/de-de/x.md", "A.md#X", "b/../a.md#x", True),
        ("docs/de-de/x.md", "a.md", "b/a.md", False),
        ("docs/x.de.md", "a.md", "a.de.md", True),
        ("docs/x.de.md", "b/a.md#c", "b/a.de.md#c", True),
        ("docs/x.de.md", "a.md", "a.fr.md", False),
        ("docs/x.de.md", "a.md", "b.de.md", False),
        ("docs/x.md", "a.md", "a.md.md", False),
        ("docs/de/b/_index.md", "../a", "/a", True),
        ("docs/de/b/index.md", "../a/", "/a", True),
        ("docs/de/b/c.md", "../a", "/a", True),
        ("docs/de/b/c.md", "../a", "/b/a", True),
        ("docs/de/b/c.md", "../a", "/b/c/a", False),
        ("docs/de/b/_index.md", "a", "/b/a", True),
        ("docs/de/b/_index.md", "a", "/c/a", False),
        ("docs/b/_index.md", "a", "/b/a", False),
        ("docs/de/x.md", "a.md", "https://example.com/a.md", False),
        ("docs/de/x.md", "https://example.com/a.md", "a.md", False),
        ("docs/de/x.md", "/a.md", "a.md", False),
        ("docs/de/x.md", "", "a.md", False),
    ],
)
def test_a_target_is_read_from_its_page(
    page: str, source: str, target: str, expected: bool
) -> None:
    pair = PagePair(outline("# A\n", "docs/en/x.md"), outline("# A\n", page))
    assert is_same_file(pair, source, target) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("https://example.com/en-us/A/", "http://example.com/de-de/a", True),
        ("https://example.com/a/#b", "//example.com/a#b", True),
        ("/ja/a", "/a", True),
        ("https://example.com/fr/a", "https://example.com/a", True),
        ("/a?view=v1", "/a", True),
        ("/a?b=1&view=v1#c", "/a?b=1#c", True),
        ("<a%20b.md", "a b.md", True),
        ("a\\_b.md", "a_b.md", True),
        ("/zz/a", "/a", False),
        ("/a?b=1", "/a", False),
        ("/a#b", "/a", False),
        ("/b/a", "/a", False),
    ],
)
def test_targets_that_differ_in_their_locale_and_form_only_are_equal(
    one: str, other: str, expected: bool
) -> None:
    assert (canonical(one) == canonical(other)) == expected


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

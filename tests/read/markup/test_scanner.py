from pathlib import Path

import pytest
from hypothesis import given

from docreplay.read.markup import markdown
from docreplay.read.markup.scanner import scan
from docreplay.read.markup.spans import unwrap
from tests.read.markdown_texts import simple_texts, texts
from tests.support.corpus import SLICE, each


def check(text: str) -> bool:
    """Compare the scanner with the reference. Return True if the text is simple."""
    found = scan(text, 0)
    if found is not None:
        assert found == markdown.parse(text, 0)
    return found is not None


@given(texts)
def test_a_page_that_is_not_rejected_reads_as_commonmark_reads_it(text: str) -> None:
    check(text)


@given(simple_texts)
def test_a_simple_page_reads_as_commonmark_reads_it(text: str) -> None:
    check(text)


def test_real_pages_read_as_commonmark_reads_them_and_most_are_simple(corpus: Path) -> None:
    pages = each(sorted(corpus.rglob("*.md")), 10)
    texts = [unwrap("", path.read_text(encoding="utf-8")).source.text for path in pages]
    simple = sum(check(text) for text in texts)
    assert len(pages) > 15
    assert simple > (0.85 if corpus == SLICE else 0.95) * len(pages)


@pytest.mark.parametrize(
    "text",
    [
        "- ```\n  GET /me\n  ```\n",
        "> ```\n> GET /me\n> ```\n",
        " <!-- {} -->\n",
        "words <!-- {} -->\n",
        "<div>\n<!-- {} -->\n",
        "<!-- {}\n",
        "<!-- {} --> words\n",
        "``` <!-- {} -->`\n",
        "```\n ",
    ],
)
def test_a_page_with_an_ambiguous_marker_is_rejected(text: str) -> None:
    assert scan(text, 0) is None


@pytest.mark.parametrize(
    ("text", "closed"),
    [("```\na\n```", True), ("```\na\n````  \n", True), ("````\na\n```", False), ("~~~\na", False)],
)
def test_a_closing_fence_is_at_least_as_long_as_the_opening_one(text: str, closed: bool) -> None:
    (token,) = scan(text, 0) or ()
    assert token.closed is closed


def test_a_fence_that_ends_with_the_page_has_its_exact_text() -> None:
    (token,) = scan("```\na", 0) or ()
    assert token.text == "a"


def test_an_empty_comment_is_closed_by_its_own_dashes() -> None:
    assert [token.text for token in scan("<!-->\n<!-- b -->\n", 0) or ()] == ["", " b "]

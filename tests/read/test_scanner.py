from pathlib import Path

import pytest
from hypothesis import given

from docreplay.read import markdown
from docreplay.read.scanner import scan
from docreplay.read.spans import unwrap
from tests.read.markdown_texts import tame_texts, texts
from tests.support.corpus import SLICE, each


def check(text: str) -> bool:
    """Holds the scanner to the reference; whether the text was tame enough for it."""
    found = scan(text, 0)
    if found is not None:
        assert found == markdown.parse(text, 0)
    return found is not None


@given(texts)
def test_a_page_that_is_not_refused_reads_as_commonmark_reads_it(text: str) -> None:
    check(text)


@given(tame_texts)
def test_a_tame_page_reads_as_commonmark_reads_it(text: str) -> None:
    check(text)


def test_real_pages_read_as_commonmark_reads_them_and_most_are_tame(corpus: Path) -> None:
    pages = each(sorted(corpus.rglob("*.md")), 10)
    texts = [unwrap("", path.read_text(encoding="utf-8")).source.text for path in pages]
    tame = sum(check(text) for text in texts)
    assert len(pages) > 15
    assert tame > (0.85 if corpus == SLICE else 0.95) * len(pages)


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
def test_a_page_with_a_doubtful_marker_is_refused(text: str) -> None:
    assert scan(text, 0) is None


@pytest.mark.parametrize(
    ("text", "closed"),
    [("```\na\n```", True), ("```\na\n````  \n", True), ("````\na\n```", False), ("~~~\na", False)],
)
def test_a_fence_ends_with_as_many_marks_or_more(text: str, closed: bool) -> None:
    (token,) = scan(text, 0) or ()
    assert token.closed is closed


def test_a_fence_that_ends_with_the_page_holds_its_exact_text() -> None:
    (token,) = scan("```\na", 0) or ()
    assert token.text == "a"


def test_an_empty_comment_is_closed_by_its_own_dashes() -> None:
    assert [token.text for token in scan("<!-->\n<!-- b -->\n", 0) or ()] == ["", " b "]

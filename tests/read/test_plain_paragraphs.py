"""What plain paragraphs are, and that no rule of `diff` reads anything from them."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.flows.diff.read import _Unchanged
from docreplay.read.plain_paragraphs import differ_in_plain_paragraphs
from tests.diff.test_rules import BOOK, pages
from tests.diff.versions import difference, lines
from tests.support.book import Example, examples, parametrize

PLAIN = "It is faster now, and users like it.\nThat’s all of the new text."
PLAIN_ONES = (
    PLAIN,
    "The value of `user` is on the start page.",
    "`contoso.users` is a name (of 3 parts).",
    "The portal shows 42 of them; see [users](users.md).",
    "[Users](users.md) are here: in **Settings**, and 7.5 % elsewhere.",
    "Every list has two ends.",
    "The response has these fields.",
)
TELLING = (
    "At most ten users.",
    "At most 10 users.",
    "The `top` is at most 10.",
    "Returns `200`.",
    "| a | b |",
    "- item",
    "Supports `$top`.",
    "Requires Files.Read to call.",
    "It needs the `reader` scope.",
    "`reader`",
    "`GET /users`",
    "GET /users",
    "404: Nothing",
    "Title\n---",
    "Title\n-----\nwords",
    "Response:",
    "    indented words",
    "This resource is deprecated.",
    "The response is shortened for readability",
    "Inherits from entity",
    "Inherits from [entity](entity.md) since 2",
    "派生自 entity",
    "<table>",
    "# Heading",
    "[!INCLUDE [x](y.md)]",
    "> quoted words",
    "words\n  indented",
    "term\n: text",
    "words `of code\nthat` goes on",
)
REQUEST = "<!-- { } -->\n```http\nGET /users\n```"
ANY = st.sampled_from([*PLAIN_ONES, *TELLING, REQUEST, "  indented", "## Scopes", "of", "50 users"])


def page(*paragraphs: str) -> str:
    return "\n\n".join(("# Title", *paragraphs)) + "\n"


@pytest.mark.parametrize("paragraph", PLAIN_ONES)
def test_a_plain_paragraph_documents_nothing(paragraph: str) -> None:
    assert differ_in_plain_paragraphs(page(paragraph), page())
    assert differ_in_plain_paragraphs(page(), page(paragraph))


@pytest.mark.parametrize("paragraph", TELLING)
def test_what_may_document_something_stays(paragraph: str) -> None:
    assert not differ_in_plain_paragraphs(page(paragraph), page())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (page(REQUEST), page("Example", REQUEST)),  # words above code
        (page("```text\na\n\nb\n```"), page("```text\na\n\nwords\n\nb\n```")),
        (page("<!-- a\n\nb -->"), page("<!-- a\n\nwords\n\nb -->")),
        (f"---\na: b\n---\n{page()}", f"---\na: b\n\nwords\n---\n{page()}"),
        (page("- a", "  b"), page("- a", "words", "  b")),  # more of the item
        (page("| a |\n|---|\n| b |"), page("It returns these fields.", "| a |\n|---|\n| b |")),
        (page("a | b\n---|---\nc | d"), page("It returns these fields.", "a | b\n---|---\nc | d")),
        (page("- `a`: b"), page("It returns these fields.", "- `a`: b")),
        (page("The maximum number of", "users"), page("The maximum number of", "users 5")),
    ],
)
def test_words_where_they_may_document_something_stay(old: str, new: str) -> None:
    assert not differ_in_plain_paragraphs(old, new)


@pytest.mark.parametrize(
    "text", ["<table>\n\nwords\n\n</table>", "- a\n\n  ```http\n  GET /\n  ```"]
)
def test_a_complicated_page_is_not_judged(text: str) -> None:
    assert not differ_in_plain_paragraphs(page(text), page(text, PLAIN))


def test_plain_words_below_a_heading_with_code_further_down_document_nothing() -> None:
    below = ("## Request", REQUEST)
    assert differ_in_plain_paragraphs(page(PLAIN, *below), page(*below))


@parametrize(BOOK)
def test_no_rule_reads_plain_paragraphs(
    example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_Unchanged, "_says_same", lambda *_: False)  # all pages are compared
    old = pages(example, "new")
    for number, paragraph in enumerate(PLAIN_ONES):
        new = {path: with_plain_paragraphs(text, paragraph) for path, text in old.items()}
        assert lines(difference(tmp_path / f"added{number}", old, new)) == []
        assert lines(difference(tmp_path / f"removed{number}", new, old)) == []


def with_plain_paragraphs(text: str, paragraph: str) -> str:
    """Return a page with a paragraph wherever it documents nothing."""
    parts = text.split("\n\n")
    for at in reversed(range(len(parts) + 1)):
        longer = [*parts[:at], paragraph, *parts[at:]]
        if differ_in_plain_paragraphs("\n\n".join(parts), "\n\n".join(longer)):
            parts = longer
    return "\n\n".join(parts)


@given(st.sampled_from([*examples(BOOK)]), st.data())
def test_both_ways_agree_about_pages_with_random_edits(
    example: Example, data: st.DataObject
) -> None:
    old = pages(example, "new")
    new = {path: _edited(text, data) for path, text in old.items()}
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        short = lines(difference(Path(folder, "short"), old, new))
        patch.setattr(_Unchanged, "_says_same", lambda *_: False)
        assert lines(difference(Path(folder, "full"), old, new)) == short


def _edited(text: str, data: st.DataObject) -> str:
    """Return a page with paragraphs added, removed or replaced at random."""
    parts = text.split("\n\n")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(parts)))
        kept = data.draw(st.integers(0, 1)) if at < len(parts) else 0
        parts[at : at + kept] = data.draw(st.lists(ANY, max_size=2))
    return "\n\n".join(parts)


@parametrize(BOOK)
def test_changes_beside_plain_paragraphs_are_reported(example: Example, tmp_path: Path) -> None:
    old, new = pages(example, "old"), with_plain_paragraphs_at_the_end(pages(example, "new"))
    found = {line.split(" ", 2)[0] for line in lines(difference(tmp_path, old, new))}
    assert found == {line.split(" ", 2)[0] for line in example["findings"].splitlines()}


def with_plain_paragraphs_at_the_end(found: Mapping[str, str]) -> dict[str, str]:
    return {path: f"{text}\n\n{PLAIN}\n" for path, text in found.items()}

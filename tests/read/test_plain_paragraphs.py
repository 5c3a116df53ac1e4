"""What plain paragraphs are, and that no rule of `diff` reads anything from them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from docreplay.flows.diff.read import _Unchanged
from docreplay.read.plain_paragraphs import without_plain_paragraphs
from tests.diff.test_rules import BOOK, pages
from tests.diff.versions import difference, lines
from tests.support.book import Example, parametrize

PLAIN = "It is faster now, and users like it.\nThat’s all of the new text."
TELLING = (
    "At most ten users.",
    "At most 10 users.",
    "Returns `200`.",
    "See [users](users.md).",
    "| a | b |",
    "- item",
    "Supports `$top`.",
    "Requires Files.Read to call.",
    "Title\n---",
    "Title\n-----\nwords",
    "Response:",
    "    indented words",
    "This resource is deprecated.",
    "The response is shortened for readability",
    "Inherits from entity",
    "派生自 entity",
    "<table>",
    "# Heading",
    "> quoted words",
    "words\n  indented",
)
REQUEST = "<!-- { } -->\n```http\nGET /users\n```"


def page(*paragraphs: str) -> str:
    return "\n\n".join(("# Title", *paragraphs)) + "\n"


def test_a_paragraph_of_plain_words_documents_nothing() -> None:
    assert without_plain_paragraphs(page(PLAIN)) == without_plain_paragraphs(page())


@pytest.mark.parametrize("paragraph", TELLING)
def test_what_may_document_something_stays(paragraph: str) -> None:
    assert without_plain_paragraphs(page(paragraph)) != without_plain_paragraphs(page())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (page(REQUEST), page("Example", REQUEST)),  # words above code
        (page("```text\na\n\nb\n```"), page("```text\na\n\nwords\n\nb\n```")),
        (page("<!-- a\n\nb -->"), page("<!-- a\n\nwords\n\nb -->")),
        (f"---\na: b\n---\n{page()}", f"---\na: b\n\nwords\n---\n{page()}"),
    ],
)
def test_words_in_code_or_above_it_stay(old: str, new: str) -> None:
    assert without_plain_paragraphs(old) != without_plain_paragraphs(new)


@pytest.mark.parametrize(
    "text", ["<table>\n\nwords\n\n</table>", "- a\n\n  ```http\n  GET /\n  ```"]
)
def test_a_complicated_page_is_not_judged(text: str) -> None:
    assert without_plain_paragraphs(page(text)) is None


def test_plain_words_below_a_heading_with_code_further_down_document_nothing() -> None:
    below = ("## Request", REQUEST)
    assert without_plain_paragraphs(page(PLAIN, *below)) == without_plain_paragraphs(page(*below))


@parametrize(BOOK)
def test_no_rule_reads_plain_paragraphs(
    example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_Unchanged, "_says_same", lambda *_: False)  # all pages are compared
    old = pages(example, "new")
    new = {path: with_plain_paragraphs(text) for path, text in old.items()}
    assert lines(difference(tmp_path / "added", old, new)) == []
    assert lines(difference(tmp_path / "removed", new, old)) == []


def with_plain_paragraphs(text: str) -> str:
    """Return a page with plain words wherever they document nothing."""
    parts = text.split("\n\n")
    for at in reversed(range(len(parts) + 1)):
        longer = [*parts[:at], PLAIN, *parts[at:]]
        before, after = ("\n\n".join(item) for item in (parts, longer))
        if without_plain_paragraphs(before) == without_plain_paragraphs(after) is not None:
            parts = longer
    return "\n\n".join(parts)


@parametrize(BOOK)
def test_changes_beside_plain_paragraphs_are_reported(example: Example, tmp_path: Path) -> None:
    old, new = pages(example, "old"), with_plain_paragraphs_at_the_end(pages(example, "new"))
    found = {line.split(" ", 2)[0] for line in lines(difference(tmp_path, old, new))}
    assert found == {line.split(" ", 2)[0] for line in example["findings"].splitlines()}


def with_plain_paragraphs_at_the_end(found: Mapping[str, str]) -> dict[str, str]:
    return {path: f"{text}\n\n{PLAIN}\n" for path, text in found.items()}

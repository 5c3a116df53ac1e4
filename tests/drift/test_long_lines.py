"""Long lines of code and long paragraphs are compared in proportion to their length."""

from collections.abc import Iterator
from typing import Any

import pytest
from pygments.lexer import RegexLexer
from pygments.lexers import get_lexer_by_name

from docreplay.drift import comments, normalize, presence
from docreplay.drift.comments import without_comments
from docreplay.drift.rules import text_unrendered
from docreplay.read.markup.markup import markup_of

LINE = "GET /" + "a" * 10_000


def test_a_line_that_a_lexer_does_not_understand_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = 0
    lex = RegexLexer.get_tokens_unprocessed

    def counted(self: RegexLexer, *given: Any) -> Iterator[object]:
        nonlocal read
        for token in lex(self, *given):
            read += 1
            yield token

    monkeypatch.setattr(RegexLexer, "get_tokens_unprocessed", counted)
    assert without_comments("http", LINE) == LINE
    assert read < len(LINE) / 10


@pytest.mark.parametrize(
    ("info", "code", "expected"),
    [
        ("python", "a = 1  # b\n", "a = 1  \n"),
        ("http", "GET /x HTTP/1.1\nContent-Type: application/json\n\n{}\n", None),
        ("http", f"{LINE}\n\nGET /x\n", None),
        ("python", "a ? b … c  # d\n" * 20, "a ? b … c  \n" * 20),
    ],
)
def test_other_code_is_divided_as_before(info: str, code: str, expected: str | None) -> None:
    assert without_comments(info, code) == (code if expected is None else expected)


def test_what_is_left_is_kept_whole() -> None:
    found = list(comments._tokens(get_lexer_by_name("http"), LINE + "\n# a\n"))
    assert "".join(text for _, text in found) == LINE + "\n# a\n"


def test_a_paragraph_is_prepared_once_for_many_names(monkeypatch: pytest.MonkeyPatch) -> None:
    prepared: list[str] = []
    strip = normalize.strip_invisible

    def noted(text: str) -> str:
        prepared.append(text)
        return strip(text)

    monkeypatch.setattr(presence, "strip_invisible", noted)
    text = "The [userName](x.md) is “displayName” of\u200b it. " * 100
    names = ["userName", "displayName", "mail", "x.md"]
    assert [presence.has(text, name) for name in names] == [True, True, False, False]
    assert prepared.count(text) + sum(len(item) > 100 for item in prepared) == 1


def test_what_follows_the_comments_of_a_line_is_read_once() -> None:
    page = markup_of("words\n\n" + "<!--a--> " * 500 + "**b**\n", "page.md")
    assert page is not None
    assert [line.text.count("<!--") for line in text_unrendered._glued(page)] == [499]

"""Long lines of code and long paragraphs are compared in proportion to their length."""

import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pygments.lexer import RegexLexer
from pygments.lexers import get_lexer_by_name

from docreplay.drift import comments, name_hints, name_places, names, normalize, presence, quoted
from docreplay.drift.comments import without_comments
from docreplay.drift.rules import number_changed, placeholder_changed, text_unrendered
from docreplay.drift.short_texts import LONGEST, kept_for_short
from docreplay.model.markup.markup import Span
from docreplay.read.markup.markup import markup_of
from tests.drift.pairs import drifted

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


def test_lists_of_values_are_looked_for_once_in_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    searched = 0
    lists = quoted._OF_LIST

    class Counted:
        def search(self, text: str) -> re.Match[str] | None:
            nonlocal searched
            searched += 1
            return lists.search(text)

    monkeypatch.setattr(quoted, "_OF_LIST", Counted())
    text = "It is 'a', 'b'. Possible values are 'c', 'd'. " * 50
    found = [part.text for part, _ in quoted.quoted(Span(text, 0, len(text)), (), ())]
    assert found == ["c", "d", *["a", "b", "c", "d"] * 49]
    assert searched == 1


def test_a_number_is_not_compared_with_every_other_one(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0

    class Counted(int):
        def __eq__(self, other: object) -> bool:
            nonlocal compared
            compared += 1
            return int.__eq__(self, other)

        __hash__ = int.__hash__

    value = number_changed._value
    monkeypatch.setattr(number_changed, "_value", lambda digits: Counted(value(digits)))
    text = " ".join(map(str, range(100, 400)))
    numbers = number_changed._numbers(Span(text, 0, len(text)))
    assert number_changed._without(numbers, text) == []
    assert len(number_changed._without(numbers, text.replace("1", "9"))) > 0
    assert compared < 10 * len(text.split())


def test_what_is_found_in_a_long_text_is_not_kept() -> None:
    asked: list[int] = []

    @kept_for_short
    def length(text: str) -> int:
        asked.append(len(text))
        return len(text)

    for size in (3, 3, LONGEST, LONGEST, LONGEST + 1, LONGEST + 1):
        assert length("a" * size) == size
    assert asked == [3, LONGEST, LONGEST + 1, LONGEST + 1]


@pytest.mark.parametrize("name", ["may_have_names", "bare_names", "bare", "cell", "header"])
def test_a_long_text_is_not_kept(name: str) -> None:
    find: dict[str, Callable[[str], object]] = {
        "may_have_names": name_hints.may_have_names,
        "bare_names": lambda text: list(name_places.bare_names(Span(text, 0, len(text)))),
        "bare": names.bare,
        "cell": lambda text: names.is_name("a", text, "Name", has_phrases=False),
        "header": lambda text: names.is_name("a", "a", text, has_phrases=False),
    }
    text = "".join(["userName is "] * LONGEST)
    count = sys.getrefcount(text)
    find[name](text)
    assert sys.getrefcount(text) == count


@pytest.mark.parametrize(
    ("pattern", "text"),
    [("_SCHEME", "Bearer {a} " * 300), ("_FORM", f"`{'{a}' * 300}`"), ("_URL", "/{a}" * 300)],
)
def test_what_is_around_many_placeholders_is_read_once(
    monkeypatch: pytest.MonkeyPatch, pattern: str, text: str
) -> None:
    read = 0
    original: re.Pattern[str] = getattr(placeholder_changed, pattern)

    class Counted:
        def search(self, text: str) -> re.Match[str] | None:
            nonlocal read
            read += len(text)
            return original.search(text)

        def fullmatch(self, text: str) -> re.Match[str] | None:
            nonlocal read
            read += len(text)
            return original.fullmatch(text)

    monkeypatch.setattr(placeholder_changed, pattern, Counted())
    found = drifted(text, text.replace("{a}", "{ä}"))
    assert {item.name for item in found} == {"placeholder-changed"}
    assert 0 < read <= 60 * 300


def test_numbers_of_thousands_of_digits_are_compared() -> None:
    number = "12" * 3_000
    text = "Up to {} calls."
    assert not drifted(text.format(number), text.format(number).replace("calls", "Aufrufe"))
    found = drifted(text.format(number), f"Bis zu {number[:-1]}3 Aufrufe.")
    assert [item.name for item in found] == ["number-changed"]

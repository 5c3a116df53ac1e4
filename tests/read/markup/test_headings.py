"""Headings are found between fences and comments, and read where they are asked for."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from docreplay.model.markup.markup import Heading
from docreplay.model.markup.source_map import SourceMap
from docreplay.read.markup import headings, markup_reader
from docreplay.read.markup.headings import heading_starts
from docreplay.read.markup.markup_reader import MarkupReader
from tests.read.markdown_texts import texts

_REFERENCE = re.compile(r"^ {0,3}(#{1,6})[ \t]", re.MULTILINE)


def reader(text: str) -> MarkupReader:
    return MarkupReader(SourceMap(path="page.md", page=text, text=text))


@given(st.text(alphabet="# \t\na<-", max_size=40))
@example("   # a")
@example("    # a")
@example("# # a\n#\tb\n####### c\n # d")
def test_headings_start_as_in_a_pattern(text: str) -> None:
    expected = [match.start(1) for match in _REFERENCE.finditer(text)]
    found = heading_starts(text, [(0, len(text))])
    assert [start for start in found if text[start] == "#"] == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Photo\n===\n\nwords\n\n属性\n  --- \n", [(1, "Photo"), (2, "属性")]),
        ("# Photo\n\n   Notes  \n--", [(1, "Photo"), (2, "Notes")]),
        ("<!-- x -->\nPhoto\n=\n", [(1, "Photo")]),
        ("two\nlines\n---\n", []),
        ("words\n\n---\n", []),
        ("    code\n---\n\n- item\n---\n\n1. item\n---\n\n> quote\n---\n\n| a |\n---\n", []),
        ("```\n\nPhoto\n===\n```\n", []),
        ("words\n-\n\nwords\n=== x\n", []),
    ],
)
def test_underlined_lines_are_headings(text: str, found: list[tuple[int, str]]) -> None:
    page = reader(text)
    assert [(heading.level, heading.title.text) for heading in page.headings] == found
    for heading in page.headings:
        assert text[heading.title.start : heading.title.end] == heading.title.text


@given(texts)
def test_headings_are_those_of_the_text_without_fences_and_comments(text: str) -> None:
    page = reader(text)
    expected = [match.start(1) for match in _REFERENCE.finditer(page.plain)]
    assert [item.start for item in page.headings if not item.is_underlined] == expected


@given(texts)
def test_the_heading_above_is_the_last_one_before_an_offset(text: str) -> None:
    page = reader(text)
    for offset in range(len(text)):
        above = [heading for heading in page.headings if heading.start < offset]
        assert page.heading_above(offset) == (above[-1] if above else None)


def test_a_comment_is_not_part_of_a_title() -> None:
    page = reader("# Get <!-- x --> photo <!-- y -->\n\nwords")
    above = page.heading_above(len(page.text))
    assert above is not None
    assert above.title.text.split() == ["Get", "photo"]


def test_only_the_heading_above_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    heading_at = headings.heading_at

    def counted(text: str, start: int) -> Heading:
        read.append(start)
        return heading_at(text, start)

    monkeypatch.setattr(markup_reader, "heading_at", counted)
    page = reader("# A\n\n# B\n\nwords\n\n# C\n")
    page.heading_above(page.text.index("words"))
    assert read == [page.text.index("# B")]

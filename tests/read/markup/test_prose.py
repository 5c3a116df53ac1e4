"""Links and anchors of a page's text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.read.markup.markup import reader_of_text


def targets(text: str) -> list[tuple[str, str]]:
    return [(link.target, str(link.location)) for link in reader_of_text(text, "p.md").links]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See [a](x.md).", [("x.md", "p.md:1:9")]),
        ('![a](x.png "t")', [("x.png", "p.md:1:6")]),
        ("[a](<x.md>)", [("x.md", "p.md:1:6")]),
        ("[a [b]](x_(1).md)", [("x_(1).md", "p.md:1:9")]),
        ("\n[ref]: x.md", [("x.md", "p.md:2:8")]),
        ("`[a](x.md)`", []),
        ("[!NOTE](x.md)", []),
        ("```\n[a](x.md)\n```", []),
        ("<!-- [a](x.md) -->", []),
        ("---\ntitle: [a](x.md)\n---\n", []),
    ],
)
def test_links_are_found_at_their_places(text: str, found: list[tuple[str, str]]) -> None:
    assert targets(text) == found


def test_a_bilingual_page_has_the_links_of_its_translation() -> None:
    page = (
        '<span data-ttu-id="1">[a](de.md)</span><span class="sxs-lookup">'
        '<span data-stu-id="1">[a](en.md)</span></span>'
    )
    assert targets(page) == [("de.md", "p.md:1:27")]


def test_headings_and_names_are_anchors() -> None:
    text = '# HTTP `Request`\n\n## Again\n\n## Again\n\n<a name="Here"></a> <div id=there>'
    assert reader_of_text(text, "p.md").anchors == frozenset(
        {
            "http-request",
            "again",
            "again-1",
            "here",
            "there",
        }
    )


def test_headings_in_quotes_and_lists_are_anchors() -> None:
    text = "> ## Note well\n> - ### 注意\n\n1. # One\n   x # no\n\n>no # heading"
    assert reader_of_text(text, "p.md").anchors == frozenset({"note-well", "注意", "one"})


@given(st.text(st.sampled_from("[]()`!<>#\n\\ a\"'.-|:")))
def test_links_of_any_text_are_within_the_text(text: str) -> None:
    lines = text.split("\n")
    for link in reader_of_text(text, "p.md").links:
        assert lines[link.location.line - 1][link.location.column - 1 :].startswith(link.target)


def test_unclosed_brackets_take_linear_time() -> None:
    assert reader_of_text("[" * 50_000 + "\n" + "[a" * 20_000, "p.md").links == ()

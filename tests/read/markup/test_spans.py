from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from docreplay.read.markup.spans import unwrap
from tests.support.corpus import each


def pair(identifier: str, target: str, source: str) -> str:
    lookup = f'<span class="sxs-lookup"><span data-stu-id="{identifier}">{source}</span></span>'
    return f'<span data-ttu-id="{identifier}">{target}</span>{lookup}'


_WORDS = ("Ja", "Hallo <b>du</b>", "a\nb", "a\n\nb", "", "<!-- {} -->", "| x |", "```", "<", "🙂")
pairs = st.builds(
    pair, st.sampled_from("123"), st.sampled_from(_WORDS), st.sampled_from((*_WORDS, "Yes"))
)
_RUBBLE = (
    *('<span data-ttu-id="9">', "</span>", '<span class="sxs-lookup">', '<span data-stu-id="9">'),
    *("<span>", "\n", "\n\n", "words", "\n<!-- {} -->\n", "\n```\n", "\n| a |"),
)
rubble = st.sampled_from(_RUBBLE)
pages = st.lists(pairs | rubble, max_size=10).map("".join)


@given(pages)
def test_the_place_of_every_kept_character_is_right(page: str) -> None:
    found = unwrap("page.md", page).source
    assert "".join(page[found.offset(at)] for at in range(len(found.text))) == found.text
    assert [found.offset(at) for at in range(len(found.text))] == sorted(
        {found.offset(at) for at in range(len(found.text))}
    )


@given(pages)
def test_every_line_of_a_passage_is_that_of_the_page(page: str) -> None:
    found = unwrap("page.md", page).source
    lines = page.split("\n")
    passage = found.passage(0, len(found.text))
    for row, line in enumerate(passage.text.split("\n")):
        at = passage.row(row)
        assert line[:1] in lines[at.line - 1][at.column - 1 :][:1]


@given(st.lists(pairs, min_size=1, max_size=5))
def test_all_regular_pairs_become_segments_with_the_right_start(found: list[str]) -> None:
    page = " words\n".join(found)
    unwrapped = unwrap("page.md", page)
    assert len(unwrapped.segments) == len(found)
    assert not unwrapped.findings
    for segment in unwrapped.segments:
        assert page.startswith(segment.target, segment.offset)


@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=5))
def test_the_unwrapped_text_is_the_translation(words: list[str]) -> None:
    page = "\n".join(pair(str(number), word, "source") for number, word in enumerate(words))
    assert unwrap("page.md", page).source.text == "\n".join(words)


def test_real_pages_lose_nothing_but_spans_and_sources(corpus: Path) -> None:
    for path in each(sorted((corpus / "zh-cn").rglob("*.md")), 20):
        unwrapped = unwrap("", path.read_text(encoding="utf-8"))
        found = unwrapped.source
        assert "sxs-lookup" not in found.text
        assert found.text.count("\n") + 1 >= found.page.count("\n") - found.page.count("\n\n")
        assert not unwrapped.findings

from hypothesis import given
from hypothesis import strategies as st

from docreplay.model.location import Location, Passage
from docreplay.model.page import PageId

texts = st.text(st.sampled_from("ab\n\u2028"), max_size=12)
places = st.lists(st.tuples(st.integers(1, 50), st.integers(1, 9)), min_size=13, max_size=13)


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    text = draw(texts)
    lines = tuple(draw(places))[: text.count("\n") + 1] if draw(st.booleans()) else ()
    line, column = lines[0] if lines else (draw(st.integers(1, 9)), draw(st.integers(1, 9)))
    return Passage(text, "page.md", line, column, lines)


@given(passages(), st.integers(0, 12), st.integers(0, 12), st.integers(0, 12))
def test_a_part_knows_its_places_as_the_whole_does(
    whole: Passage, start: int, end: int, offset: int
) -> None:
    start, end = sorted((min(start, len(whole.text)), min(end, len(whole.text))))
    part = whole.part(start, end)
    assert part.text == whole.text[start:end]
    assert part.at(min(offset, end - start)) == whole.at(start + min(offset, end - start))


@given(passages())
def test_a_passage_starts_at_its_location(whole: Passage) -> None:
    assert whole.location == whole.row(0) == Location("page.md", whole.line, whole.column)


def test_an_offset_outside_of_the_text_is_clamped() -> None:
    passage = Passage("ab\nc", "page.md", 5)
    assert passage.at(-1) == Location("page.md", 5, 1)
    assert passage.at(99) == Location("page.md", 6, 2)


def test_only_a_line_feed_ends_a_line() -> None:
    assert Passage("a\u2028b\x0bc\x85d\ne", "page.md", 1).at(8).line == 2


def test_a_location_prints_as_editors_read_it() -> None:
    assert str(Location("docs/a.md", 3, 7)) == "docs/a.md:3:7"


def test_the_name_of_a_page_has_its_locale() -> None:
    assert PageId(path="d/zh-cn/a.md", locale="zh-cn", key="a").name == "zh-cn/a"
    assert PageId(path="d/a.md", locale="", key="a").name == "a"

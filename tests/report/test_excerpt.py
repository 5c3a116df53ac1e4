import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.model.location import Location
from docreplay.report.excerpt import excerpt, line_at
from docreplay.report.printable import columns


def arrow(text: str, line: int, column: int) -> int:
    (found,) = excerpt({"p.md": text}, Location("p.md", line, column))
    return found.indent


def test_the_arrow_is_under_the_column() -> None:
    assert arrow('{\n  "height": 99\n}', 2, 13) == 12


def test_wide_letters_before_the_place_move_the_arrow_by_two() -> None:
    assert arrow('照片 "x"', 1, 4) == 5


def test_a_tab_before_the_place_takes_four_columns() -> None:
    assert arrow('\t"x"', 1, 2) == 4


def test_an_escaped_character_before_the_place_moves_the_arrow() -> None:
    assert arrow("\x1bx", 1, 2) == 4


@pytest.mark.parametrize(
    ("text", "start", "end", "carets"),
    [
        ('"height": 99', 1, (1, 9), "^^^^^^^^"),
        ("照片 x", 1, (1, 3), "^^^^"),
        ("\tx\ty", 2, (1, 4), "^^^^^"),
        ("{ \n}", 1, (2, 2), "^"),
        ("abc  \nd", 2, (2, 2), "^^"),
        ("a" * 200, 1, (1, 201), "^" * 88),
        ("a", 1, None, "^"),
    ],
)
def test_carets_are_under_the_whole_range(
    text: str, start: int, end: tuple[int, int] | None, carets: str
) -> None:
    behind = Location("p.md", *end) if end else None
    (line,) = excerpt({"p.md": text}, Location("p.md", 1, start), behind)
    assert line.carets == carets


def test_a_line_separator_does_not_end_a_line() -> None:
    (line,) = excerpt({"p.md": "a\u2028b\x0bc\nd"}, Location("p.md", 2, 1))
    assert line.text == "d"


def test_a_carriage_return_is_not_shown() -> None:
    assert excerpt({"p.md": "a\r\nb\r\n"}, Location("p.md", 1, 1))[0].text == "a"


def test_context_is_cut_at_the_ends_of_the_page_and_blank_edges_are_left_out() -> None:
    lines = excerpt({"p.md": "\nb\nc\nd\n\n"}, Location("p.md", 3, 1), context=2)
    assert [line.number for line in lines] == [2, 3, 4]


@pytest.mark.parametrize("location", [Location("other.md", 1), Location("p.md", 9)])
def test_a_place_without_its_page_has_no_excerpt(location: Location) -> None:
    assert excerpt({"p.md": "a"}, location) == ()
    assert line_at({"p.md": "a"}, location) == ""


@given(
    st.text(alphabet="ab 照\t\x1b", min_size=1, max_size=400),
    st.integers(1, 500),
    st.integers(0, 500),
)
def test_a_line_is_cut_so_that_the_place_stays_in_sight(
    text: str, column: int, length: int
) -> None:
    end = Location("p.md", 1, column + length)
    for line in excerpt({"p.md": text}, Location("p.md", 1, column), end):
        assert columns(line.text) <= 97
        assert 0 <= line.indent <= 70
        assert line.indent + len(line.carets) <= 97 + 1

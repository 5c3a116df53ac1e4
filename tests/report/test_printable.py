import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.report.printable import clipped, columns, printable, printable_lines


@given(st.text())
def test_no_character_that_moves_a_cursor_or_hides_is_printed(text: str) -> None:
    for letter in printable(text):
        kept = letter in "\u200c\u200d" or unicodedata.category(letter) not in {
            "Cc",
            "Cs",
            "Zl",
            "Zp",
        }
        assert kept, ascii(letter)
    assert not set(printable(text)) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u200b\ufeff")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\u202eb", "a\\u202eb"),
        ("a\r\nb\tc", "a\\r\\nb\\tc"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("照片 café नमस्ते", "照片 café नमस्ते"),
        ("##vso[task.setvariable]x", "# #vso[task.setvariable]x"),
        ("##[add-path]x", "# #[add-path]x"),
        ("## Heading [x]", "## Heading [x]"),
    ],
)
def test_text_is_shown_with_what_is_invisible_escaped(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_lines_are_divided_by_lf_alone() -> None:
    assert printable_lines("a\u2028b\r\n\tc") == ["a\\u2028b", "    c"]


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("照片", 4), ("e\u0301", 1), ("ｆ", 2), ("ﾊ", 1), ("\u200d", 0)]
)
def test_wide_letters_count_two_columns_and_marks_none(text: str, width: int) -> None:
    assert columns(text) == width


@given(st.text(alphabet="a照é\u0301"), st.integers(1, 12))
def test_a_clipped_text_fits_and_is_whole_where_it_fits(text: str, width: int) -> None:
    cut = clipped(text, width)
    assert columns(cut) <= width
    assert cut == text or (cut.endswith("…") and columns(text) > width)

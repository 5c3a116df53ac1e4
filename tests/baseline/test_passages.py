import pytest

from docreplay.baseline.passages import Passages

PAGE = """\
---
title: Photo
ms.date: 2021-01-01
---
# Photo

The photo of a user.
It is small.

| Name | Size |
|:---|:---|
- one
  and on
- two

```http
GET /photo
Accept: image/png
```
"""


def digest_of(text: str, line: int = 1) -> str:
    return Passages(text).digest(line)


def alike() -> list[list[int]]:
    """Return the lines of the page that are one passage, in order."""
    passages = Passages(PAGE)
    found: dict[str, list[int]] = {}
    for line in range(1, PAGE.count("\n") + 1):
        found.setdefault(passages.digest(line) or f"blank {line}", []).append(line)
    return [lines for lines in found.values() if len(lines) > 1]


def test_a_paragraph_and_an_item_are_one_passage_and_other_lines_their_own() -> None:
    assert alike() == [[1, 4], [7, 8], [12, 13]]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("one two three\nfour\n", "one two\nthree four\n"),
        ("照片的高度是整数\n", "照片的高度\n是整数\n"),
        ("| a | b |\n", "|  a |  b |\n"),
        ("one\r\ntwo\r\n", "one two\n"),
    ],
)
def test_how_words_are_wrapped_makes_no_difference(before: str, after: str) -> None:
    assert digest_of(before) == digest_of(after)


def test_different_words_are_a_different_passage() -> None:
    assert digest_of("one two\n") != digest_of("one too\n")


def test_a_moved_passage_stays_the_same() -> None:
    assert digest_of("new\n\n" + PAGE, 9) == digest_of(PAGE, 7)


@pytest.mark.parametrize("line", [0, 2, 4])
def test_a_line_without_words_and_one_that_is_not_there_have_no_digest(line: int) -> None:
    assert digest_of("one\n \n", line) == ""


def test_lines_are_divided_by_lf_alone() -> None:
    assert digest_of("one\u2028two\n\nthree\n", 3) == digest_of("three")


def test_a_cell_is_a_passage_independent_of_the_rest_of_its_row() -> None:
    first, second = Passages("| Accept | 648 |"), Passages("|  Accept  | 684 |")
    assert first.digest(1, 3) == second.digest(1, 4)
    assert first.digest(1, 12) != second.digest(1, 14)


@pytest.mark.parametrize("column", [1, 16, 99])
def test_a_place_outside_the_cells_is_that_of_the_row(column: int) -> None:
    row = Passages("| Accept | 648 |")
    assert row.digest(1, column) not in ("", row.digest(1, 3))

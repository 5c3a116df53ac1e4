import pytest

from docreplay.model.documented_host import main_host


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([], ""),
        ([[]], ""),
        ([["a"], ["b", "b", "b"], ["a"]], "a"),  # a page is one vote, however much it documents
        ([["b", "a"], ["b", "a", "a"]], "a"),
        ([["b", "a"], ["a", "b"]], "b"),
        ([["", "", "a"]], ""),
        ([["a", ""]], ""),
        ([["a", "a", ""]], "a"),
        ([[""], [""], ["upload", "upload", "upload"]], ""),
    ],
)
def test_the_main_host_is_that_of_most_pages(pages: list[list[str]], expected: str) -> None:
    assert main_host(pages) == expected

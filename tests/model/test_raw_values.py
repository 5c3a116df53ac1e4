import pytest

from docreplay.model.http.url_template import fill


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("item-id", "/items/root%3A%2Fpictures%2Fa.png%3A/children"),
        ("+item-id", "/items/root:/pictures/a.png:/children"),
    ],
)
def test_a_value_is_raw_if_its_name_declares_it(name: str, expected: str) -> None:
    found = fill("/items/{item-id}/children", {name: "root:/pictures/a.png:"})
    assert (found.text, found.missing) == (expected, ())


def test_a_raw_value_ends_no_path() -> None:
    assert "?" not in fill("/items/{id}", {"+id": "a?b#c"}).text

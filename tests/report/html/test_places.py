import pytest

from docreplay.report.html.places import Numbering, areas_of, locales_of


@pytest.mark.parametrize(
    ("paths", "areas"),
    [
        (["docs/en-us/api/a.md", "docs/de-de/api/a.md", "docs/de-de/b.md"], ["api", "api", ""]),
        (["docs/api/a.md", "docs/guides/x/b.md", "docs/c.md"], ["api", "guides", ""]),
        (["docs/api/a.md", "docs/api/b.md"], ["", ""]),
        (["docs/api/v1/a.md", "docs/api/v2/b.md"], ["v1", "v2"]),
        (["a.md"], [""]),
        (["content/zh/docs/a.md", "shared/b.md"], ["docs", ""]),
        ([], []),
    ],
)
def test_the_area_is_the_first_folder_that_differs(paths: list[str], areas: list[str]) -> None:
    assert areas_of(paths) == areas


def test_the_locale_is_the_known_one_or_that_of_a_folder() -> None:
    paths = ["docs/pt_BR/a.md", "i18n/fr/x.md", "docs/api/a.md", "a.de.md"]
    assert locales_of(paths, {"a.de.md": "de"}) == ["pt-br", "fr", "", "de"]


def test_names_are_numbered_in_the_order_of_their_use() -> None:
    names = Numbering()
    assert [names.of(text) for text in ("b", "", "a", "b")] == [0, -1, 1, 0]
    assert names.all == ["b", "a"]

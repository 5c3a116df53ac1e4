import pytest

from docreplay.cases.groups import dependent_pages
from docreplay.model.case import Case
from docreplay.testing import pages as testing

CASES = [
    ("safe requests depend on nothing", ["a GET /x", "a GET /y", "b GET /x"], []),
    ("a page with a change is one story", ["a GET /x", "a POST /x", "b GET /z"], ["a"]),
    ("PATCH is of its own page", ["a PATCH /x/{id}", "b GET /x/{id}"], ["a"]),
    ("DELETE needs all users", ["a DELETE /x/{id}", "b GET /x/{name}", "c GET /y"], ["ab"]),
    ("users below what is removed", ["a DELETE /x/{id}", "b GET /x/{id}/photo"], ["ab"]),
    ("PUT creates what others use", ["a PUT /x/{id}", "b GET /x/{id}?$top=1"], ["ab"]),
    ("over a third page", ["a DELETE /x/1", "b GET /x/1", "b DELETE /y", "c GET /y/2"], ["abc"]),
    ("not what is above", ["a DELETE /x/{id}/photo", "b GET /x/{id}"], ["a"]),
    ("not a different path", ["a DELETE /x/1", "b DELETE /x/2"], ["a", "b"]),
    ("by a host that the page names", ["a DELETE https://a.example/x/1", "b GET /x/1"], ["ab"]),
]


def cases_of(requests: list[str]) -> list[Case]:
    pairs = (text.partition(" ") for text in requests)
    return [
        case
        for page, _, request in pairs
        for case in testing.cases_of(testing.exchange(request), f"docs/{page}.md")
    ]


@pytest.mark.parametrize(
    ("requests", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_pages_that_depend_on_each_other_are_one_group(
    requests: list[str], expected: list[str]
) -> None:
    assert groups(dependent_pages(cases_of(requests))) == expected


def test_pages_may_be_linked_for_other_reasons() -> None:
    links = [("docs/a.md", "docs/b.md")]
    assert groups(dependent_pages(cases_of(["a GET /x", "b GET /y", "c GET /z"]), links)) == ["ab"]


def test_a_group_is_named_the_same_in_every_order() -> None:
    cases = cases_of(["a DELETE /x/1", "b GET /x/1", "b DELETE /y", "c GET /y/2"])
    assert dependent_pages(cases) == dependent_pages(cases[::-1])


def groups(found: object) -> list[str]:
    assert isinstance(found, dict)
    pages: dict[str, str] = {}
    for page, name in sorted(found.items()):
        pages[name] = pages.get(name, "") + page.removeprefix("docs/").removesuffix(".md")
    return sorted(pages.values())

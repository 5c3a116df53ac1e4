"""What destroys a URL is sent after what reads or changes it."""

import pytest

from docreplay.cases.order import in_order
from docreplay.model.case import Case
from tests.support.pages import cases_of, exchange


def case_list(*pages: str) -> list[Case]:
    """Return the cases of pages, each given as `NAME METHOD TARGET [STATUS]`, `;` between."""
    return [
        case
        for number, page in enumerate(pages)
        for case in cases_of(
            "".join(
                exchange(f"{method} {target}", f"HTTP/1.1 {(*status, '200')[0]} OK", name=name)
                for name, method, target, *status in map(str.split, page.split(";"))
            ),
            f"docs/p{number}.md",
        )
    ]


@pytest.mark.parametrize(
    ("pages", "order"),
    [
        (["d DELETE /things/{id}", "g GET /things/{id}"], "g d"),
        (["d DELETE /things/{id}", "u PATCH /things/{thing-id}/"], "u d"),
        (["d DELETE https://a.example/things/1?x=1", "g GET /things/1"], "g d"),
        (["d DELETE /things/{id}", "g GET /things/{id}/photo"], "g d"),
        (["d DELETE /things/{id}", "e DELETE /things/{id}/photo"], "e d"),
        (
            ["d DELETE /things/{id}", "e DELETE /things/{id}/photo", "g GET /things/1/photo"],
            "g e d",
        ),
        (["d DELETE /a/{id}", "e DELETE /b/{id}", "g GET /a/{id}", "h GET /b/{id}"], "g d h e"),
        (["d DELETE /things/{id} 404", "g GET /things/{id}"], "d g"),
        (["d DELETE /things/{id}", "g GET /things/{id} 404"], "d g"),
        (["d DELETE /things/{id}", "l GET /things"], "d l"),
        (["d DELETE /things/{id}", "g GET /other/{id}"], "d g"),
        (["g GET /things/{id}", "d DELETE /things/{id}"], "g d"),
        (["d DELETE /a/1;g GET /b/1", "e DELETE /b/1;h GET /a/1"], "d g e h"),
        (["d DELETE /a/1;x GET /x", "g GET /a/1;y GET /y"], "g y d x"),
        (["d DELETE /things/{id};g GET /things/{id};l GET /things"], "g d l"),
        (["d DELETE /things/{id};c PUT /things/{id};g GET /things/{id}"], "d c g"),
        (["d DELETE /things/{id};c POST /things 201;g GET /things/{id}"], "d c g"),
        (["d DELETE /a/1;e DELETE /a/1/b;g GET /a/1/b"], "g e d"),
        (["c PUT /a/1 201;d DELETE /a/1", "g GET /a/1/b"], "c g d"),
        (["g GET /a/1/b", "c PUT /a/1 201;d DELETE /a/1;x GET /x"], "c x g d"),
        (["c PUT /a/1 201;d DELETE /a/1;r PUT /a/1", "g GET /a/1"], "c d r g"),
        (["c PUT /a/1 201", "g GET /a/1", "d DELETE /a/1"], "c g d"),
        (["g GET /a/1", "c PUT /a/1 201"], "c g"),
        (["g GET /a/1", "c PUT /a/1"], "g c"),
        (["c PUT /a/1 201;x GET /b/1", "e PUT /b/1 201;y GET /a/1"], "c x e y"),
    ],
)
def test_deleting_cases_come_after_those_that_use_the_resource(
    pages: list[str], order: str
) -> None:
    cases = case_list(*pages)
    assert " ".join(case.name for case in in_order(cases)) == order


def test_the_order_stays_if_nothing_is_deleted() -> None:
    cases = case_list("b PUT /b", "a GET /a;c GET /a/c")
    assert in_order(cases) == tuple(cases)

"""What destroys a URL is sent after what reads or changes it."""

import pytest

from docreplay.cases.order import in_order
from docreplay.cases.order_groups import order_cycle, order_pairs
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
        (["d DELETE /a/{id}", "e DELETE /b/{id}", "g GET /a/{id}", "h GET /b/{id}"], "g h d e"),
        (["d DELETE /things/{id} 404", "g GET /things/{id}"], "d g"),
        (["d DELETE /things/{id}", "g GET /things/{id} 404"], "d g"),
        (["d DELETE /things/{id}", "l GET /things"], "l d"),
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
        (["d DELETE /a/{x}/o/{y}/$ref", "l GET /a/{x}/o", "p POST /a/{x}/o/$ref"], "p l d"),
        (["g GET /a/{x}/o/{y}", "p POST /a/{x}/o/$ref 204"], "p g"),
        (["g GET /a/{x}/o/{y}", "p POST /a/{x}/o/$ref 404"], "g p"),
        (["d DELETE /a/{x}/m/$ref", "g GET /a/{x}/m"], "g d"),
        (["d DELETE /a/{x}/o/{y}/$ref", "q PATCH /z;p POST /a/{x}/o/$ref 204"], "q p d"),
        (["d DELETE /a/{x}/o/{y}", "q PATCH /z;p POST /a/{x}/o 201"], "d q p"),
        (["g GET /a/1", "c PUT /a/1 201"], "c g"),
        (["g GET /a/1", "c PUT /a/1"], "g c"),
        (["c PUT /a/1 201;x GET /b/1", "e PUT /b/1 201;y GET /a/1"], "c x e y"),
        (["d DELETE /t/{id}", "g GET /t/{id}", "u PATCH /t/{id}", "c POST /t 201"], "c g u d"),
        (
            ["c POST /t 201", "d DELETE /t/{x}", "g GET /t/{y}", "l GET /t", "u PUT /t/{id}"],
            "c g l u d",
        ),
        (["u PATCH /t/{id}", "x GET /other", "g GET /t/{id}"], "g x u"),
        (["u PATCH /t/{id};x GET /t/{id}", "g GET /t/{id}"], "u x g"),
        (["g GET /t/{id}/x", "c POST /t 201"], "c g"),
        (["a POST /t/{id}/act 200", "c POST /t 201"], "c a"),
        (["g GET /t/{id};d DELETE /t/{id}", "c POST /t 201;e DELETE /t/{id}"], "c g d e"),
        (["b POST /t 201;g GET /t/{id}", "c POST /t 201;h GET /t/{id}"], "b g c h"),
    ],
)
def test_deleting_cases_come_after_those_that_use_the_resource(
    pages: list[str], order: str
) -> None:
    cases = case_list(*pages)
    assert " ".join(case.name for case in in_order(cases)) == order


@pytest.mark.parametrize(
    ("pages", "pairs"),
    [
        (["g GET /a/{id}", "h GET /a/{id}"], ""),
        (["g GET /a/{id}", "d DELETE /a/{id}", "h GET /b"], "01"),
        (["c POST /a 201", "h GET /b", "g GET /a/{id}/x"], "02"),
        (["c PUT /a/1 201", "u PATCH /a/1", "h GET /b/1", "d DELETE /b/1"], "01 23"),
        (["d DELETE /a/{id} 404", "g GET /a/{id}"], ""),
    ],
)
def test_pages_that_depend_on_each_other_are_pairs(pages: list[str], pairs: str) -> None:
    found = {frozenset((one[6], other[6])) for one, other in order_pairs(case_list(*pages))}
    assert found == {frozenset(pair) for pair in pairs.split()}


@pytest.mark.parametrize(
    ("pages", "cycle"),
    [
        (["d DELETE /a/1;g GET /b/1", "e DELETE /b/1;h GET /a/1"], {"docs/p0.md", "docs/p1.md"}),
        (["d DELETE /a/1", "h GET /a/1"], set()),
        (["g GET /b/1", "h GET /a/1"], set()),
    ],
)
def test_a_cycle_has_its_members(pages: list[str], cycle: set[str]) -> None:
    assert set(order_cycle(case_list(*pages))) == cycle


def test_the_order_stays_if_nothing_is_deleted() -> None:
    cases = case_list("b PUT /b", "a GET /a;c GET /a/c")
    assert in_order(cases) == tuple(cases)

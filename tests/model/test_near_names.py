from difflib import get_close_matches

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.model.near_names import Allowance, NearNames, did_you_mean, may_be_near
from tests.support.calls import calls

MANY = [f"microsoft.graph.type{number}" for number in range(2000)]


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("photoo", "photo"),
        ("Photo", "photo"),
        ("phtoo", "photo"),
        ("microsoft.graph.drvieItem", "microsoft.graph.driveItem"),
        ("unrelated", ""),
        ("", ""),
        ("p" * 100_000, ""),
    ],
)
@pytest.mark.parametrize("others", [0, 2000])
def test_the_suggestion_does_not_depend_on_the_number_of_names(
    word: str, near: str, others: int
) -> None:
    known = ["photo", "microsoft.graph.driveItem", *MANY[:others], "x" * 100_000]
    assert did_you_mean(word, known) == (f" (did you mean `{near}`?)" if near else "")


@pytest.mark.parametrize(
    "template", ["name{}", "{}name", "aaaaaaaaa{}", "{}", "n{}.aaaaaaaaaaaaaa"]
)
def test_a_suggestion_among_many_names_costs_no_more_than_among_few(template: str) -> None:
    def work(number: int) -> int:
        names = NearNames(template.format(index) for index in range(number))
        return calls(lambda: [names.suggestion(template.format(f"{i}x")) for i in range(20)])

    assert work(4000) <= 1.5 * work(1000)


NAMES = st.lists(st.text("abcde", min_size=1, max_size=12), max_size=5)


@given(word=st.text("abcd", min_size=1, max_size=12), names=NAMES)
def test_a_similar_name_is_always_compared(word: str, names: list[str]) -> None:
    near = get_close_matches(word, names, n=5, cutoff=0.7)
    assert all(may_be_near(word, frozenset(word), name) for name in near)


def test_a_limited_number_of_names_of_a_page_is_compared() -> None:
    allowance = Allowance()
    taken = [allowance.take() for _ in range(1200)]
    assert taken == [True] * 1000 + [False] * 200

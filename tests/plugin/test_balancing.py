from hypothesis import given
from hypothesis import strategies as st

from docreplay.plugin.balancing import balanced


@given(
    st.dictionaries(st.text(min_size=1), st.floats(0, 100), max_size=40),
    st.integers(1, 8),
)
def test_lists_differ_by_one_group_at_most(costs: dict[str, float], number: int) -> None:
    lists = balanced(costs, number)
    assert sorted(group for groups in lists for group in groups) == sorted(costs)
    sums = [sum(costs[group] for group in groups) for groups in lists]
    assert max(sums) - min(sums) <= max(costs.values(), default=0) + 1e-6
    for groups in lists:
        assert [costs[group] for group in groups] == sorted(
            (costs[group] for group in groups), reverse=True
        )


def test_no_long_page_is_alone_at_the_end() -> None:
    costs = {"long": 10.0} | {f"short-{number}": 1.0 for number in range(10)}
    lists = balanced(costs, 2)
    assert lists[0] == ["long"]
    assert len(lists[1]) == 10


def test_groups_of_equal_duration_keep_the_order_of_the_pages() -> None:
    costs = dict.fromkeys("abcdef", 1.0)
    assert balanced(costs, 2) == [["a", "c", "e"], ["b", "d", "f"]]

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.model.body.shape import Shape, merged, merged_all, name_in, observed, step_of
from docreplay.model.body.shape_inclusion import accepts, included, not_included
from docreplay.model.json.value import JSON

NAMES = st.one_of(
    st.sampled_from(["id", "name", "*", "{}", "a/b", "~", "@odata.type", "a@odata.count"]),
    st.sampled_from(["fbab97d0-4932-4511-b675-204639209557", "2026-01-02", "de-DE"]),
    st.text(max_size=4),
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["open", "closed", "2026-01-02", "https://a.example.com/x", "a b", ""]),
    st.text(max_size=5),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)
SHAPES = st.lists(VALUES, min_size=1, max_size=4).map(
    lambda values: merged_all(map(observed, values))
)


def shape_of(*values: JSON) -> Shape:
    found = merged_all(map(observed, values))
    assert found
    return found


@given(st.lists(VALUES, min_size=1, max_size=6))
def test_a_shape_accepts_what_it_was_observed_of(values: list[JSON]) -> None:
    shape = shape_of(*values)
    assert [accepts(shape, value) for value in values] == [None] * len(values)


@given(SHAPES, SHAPES)
def test_merging_is_commutative(one: Shape, other: Shape) -> None:
    assert merged(one, other) == merged(other, one)


@given(SHAPES, SHAPES, SHAPES)
def test_merging_is_associative(one: Shape, other: Shape, third: Shape) -> None:
    assert merged(merged(one, other), third) == merged(one, merged(other, third))


@given(SHAPES, VALUES)
def test_merging_a_shape_with_itself_accepts_the_same(shape: Shape, value: JSON) -> None:
    twice = merged(shape, shape)
    assert included(shape, twice) is None
    if accepts(shape, value) is None:
        found = accepts(twice, value)
        # only words may be closed by having been seen more often
        assert found is None or found.what.startswith("word")


@given(SHAPES)
def test_a_shape_includes_itself(shape: Shape) -> None:
    assert list(not_included(shape, shape, ())) == []


@given(SHAPES, SHAPES)
def test_what_is_learned_from_both_allows_both_apart_from_closed_words(
    one: Shape, other: Shape
) -> None:
    both = merged(one, other)
    assert included(one, both) is None
    assert included(other, both) is None


@given(st.text(max_size=6))
def test_a_step_leads_back_to_its_name(name: str) -> None:
    assert name_in(step_of(name)) == name
    assert "/" not in step_of(name)
    assert step_of(name) not in ("*", "{}")


@pytest.mark.parametrize(
    ("old", "new", "place", "what"),
    [
        ({"a": 1}, {"a": None}, "/a", "null"),
        ({"a": 1}, {"a": Decimal("1.5")}, "/a", "number"),
        ({"a": 1}, {}, "/a", "missing"),
        ({"a": "2026-01-02"}, {"a": "soon"}, "/a", "format "),
        ([{"a": {"b": 1}}], [{"a": {"b": "x"}}], "/*/a/b", "string"),
        ({"*": 1}, {"*": "x"}, "/~2", "string"),
        ({"2026-01-02": 1}, {"2027-01-02": "x"}, "/{}", "string"),
    ],
)
def test_a_counter_example_is_named_with_its_place(
    old: JSON, new: JSON, place: str, what: str
) -> None:
    found = accepts(shape_of(old), new)
    assert found == (place, what)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"a": 1}, {"a": 1, "b": 2}),
        ({"a": 1.5}, {"a": 1}),
        ({"a": "x"}, {"a": "2026-01-02"}),
        ([], [1]),
        ([1], []),
        ({"2026-01-02": 1}, {}),
    ],
)
def test_what_clients_cope_with_is_accepted(old: JSON, new: JSON) -> None:
    assert accepts(shape_of(old), new) is None


def test_words_are_closed_only_if_they_were_seen_often_enough() -> None:
    few = shape_of(*["open", "closed"] * 4)
    many = shape_of(*["open", "closed"] * 5)
    assert accepts(few, "archived") is None
    assert accepts(many, "archived") == ("", "word archived")


@pytest.mark.parametrize(
    "nest",
    [
        pytest.param(lambda value: {"a": value}, id="object"),
        pytest.param(lambda value: [value], id="array"),
    ],
)
@pytest.mark.parametrize("leaf", [1, {}, []], ids=str)
def test_a_shape_ends_at_a_depth(nest: Callable[[JSON], JSON], leaf: JSON) -> None:
    value = leaf
    for _ in range(900):
        value = nest(value)
    shape = observed(value)
    assert included(merged(shape, shape), shape) is None
    assert len(repr(shape)) < 100_000


@pytest.mark.parametrize(
    ("arrays", "lengths"),
    [
        ([[]], (0, 0)),
        ([[1, 2, 3]], (3, 3)),
        ([[1], [1, 2, 3], [1, 2]], (1, 3)),
        ([[1], []], (0, 1)),
    ],
)
def test_a_shape_has_the_lengths_of_arrays(arrays: list[JSON], lengths: tuple[int, int]) -> None:
    assert shape_of(*arrays).lengths == lengths
    assert shape_of(*({"value": array} for array in arrays)).members["value"].lengths == lengths


def test_a_shape_of_other_values_has_no_lengths() -> None:
    others: list[JSON] = [{}, "abc", 3, None]
    assert [observed(value).lengths for value in others] == [None] * 4

"""The printer through which pages enter source code."""

import ast
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.emit.literals import literal, string
from docreplay.model.json.value import JSON

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
VALUES: st.SearchStrategy[object] = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12
)


@given(VALUES)
def test_a_literal_evaluates_to_the_very_value(value: object) -> None:
    found = ast.literal_eval(literal(cast("JSON", value)))
    assert repr(found) == repr(value)


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_one_line_of_printable_source(text: str) -> None:
    printed = string(text)
    assert ast.literal_eval(printed) == text
    assert printed.isprintable()


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a", '"a"'),
        ('say "x"', "'say \"x\"'"),
        ("it's", '"it\'s"'),
        ("\u2028", '"\\u2028"'),
        ("\ud800", '"\\ud800"'),
        ("照片", '"照片"'),
        ("\u202e", '"\\u202e"'),
    ],
)
def test_strings_are_quoted_as_a_formatter_would(text: str, printed: str) -> None:
    assert string(text) == printed


def test_a_number_without_a_literal_is_refused() -> None:
    with pytest.raises(ValueError, match="no literal"):
        literal(float("inf"))


def test_a_long_literal_is_wrapped_with_a_trailing_comma() -> None:
    assert literal(["a" * 50, "b" * 50]).endswith('",\n]')

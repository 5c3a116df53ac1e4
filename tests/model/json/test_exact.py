"""JSON whose numbers keep their text."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.model.json.exact import InexactJson, Number, read_exact, write_exact

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(VALUES)
def test_a_value_is_the_same_after_writing_and_reading(value: object) -> None:
    exact = read_exact(json.dumps(value))
    for indented in (False, True):
        text = write_exact(exact, indented=indented)
        assert json.loads(text) == value
        assert read_exact(text) == exact
        text.encode()


@pytest.mark.parametrize(
    "number", ["1.0", "1", "1e5", "-0", "0.10", "123456789012345678901234567890"]
)
def test_the_text_of_a_number_is_kept(number: str) -> None:
    assert read_exact(number) == Number(number)
    assert write_exact(Number(number)) == number


@pytest.mark.parametrize(
    "text", ["", "{", "NaN", '{"a":1,"a":2}', "[" * 5000, "[" * 200 + "]" * 200]
)
def test_what_would_not_come_back_is_refused(text: str) -> None:
    with pytest.raises(InexactJson):
        read_exact(text)


def test_a_number_is_not_a_string() -> None:
    assert read_exact("1") != read_exact('"1"')

"""YAML that is written means the same when it is read."""

import json

from hypothesis import given
from hypothesis import strategies as st

from docreplay.model.json.value import JSON
from docreplay.sources.placed_text import read_placed
from docreplay.sources.yaml_text import read_yaml, yaml_of

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.sampled_from(["1e3", "0o7", "0x1f", "1_000", "12:30:00", "2020-01-01", "y", "off", "~"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
def test_a_value_is_read_as_it_was_written(value: JSON) -> None:
    text = yaml_of({"v": value})
    found = read_placed("a.yaml", text).value
    assert json.dumps(found) == json.dumps({"v": value})
    assert json.dumps(read_yaml(text)) == json.dumps({"v": value})

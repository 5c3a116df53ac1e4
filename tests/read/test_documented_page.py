import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.read.documented_page import _is_shortened

SHORTENED = re.compile(
    r"\b(?:truncated|shortened|abbreviated)\b[^.\n]{0,40}\b(?:brevity|readability|clarity)\b", re.I
)
fragments = st.sampled_from([
    "The response is ", "shortened", "Truncated", "abbreviated", " for ", "readability", "BREVITY",
    "clarity", "s", ".", "\n", " ", "x" * 36, " and more " * 3,
])  # fmt: skip


@given(st.lists(fragments, max_size=8).map("".join))
def test_looking_before_the_reasons_finds_what_looking_everywhere_finds(text: str) -> None:
    assert _is_shortened(text) == (SHORTENED.search(text) is not None)


@pytest.mark.parametrize(
    ("between", "expected"), [(" " + "x" * 38 + " ", True), (" " + "x" * 39 + " ", False)]
)
def test_the_reason_is_near(between: str, *, expected: bool) -> None:
    assert _is_shortened(f"It was abbreviated{between}readability") is expected

"""Limits are looked for only where one may begin; nothing is lost by that."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.model.types import stated_limits as limits

WORDS = ["max", "Maximum", "up to", "at most", "with most", "no more than", "cannot exceed", "not"]
WORDS += ["limited to", "limit:", "less than", "under", "<=", "≤", "isn't longer than", "min."]
WORDS += ["minimum length of a", "at least", "greater than or equal to", ">=", "≥", "a", "İ", "ten"]
WORDS += [
    "10",
    "`5`",
    "2 MB",
    "1,000",
    "characters",
    "is",
    ".",
    "or fewer",
    "or more",
    "no less than",
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)


@pytest.mark.parametrize(
    ("pattern", "beginning"),
    [
        (limits.MAXIMUM, limits.BEFORE_MAXIMUM),
        (limits.MINIMUM, limits.BEFORE_MINIMUM),
    ],
)
@given(text=TEXTS)
def test_each_limit_begins_where_it_is_looked_for(
    pattern: re.Pattern[str], beginning: re.Pattern[str], text: str
) -> None:
    places = {match.start() for match in beginning.finditer(text.replace("İ", "I").lower())}
    assert {match.start() for match in pattern.finditer(text)} <= places


@given(text=TEXTS)
def test_each_limit_behind_its_number_has_a_word_for_it(text: str) -> None:
    if limits.AFTER.search(text):
        assert any(word in text.lower() for word in limits.BEHIND)

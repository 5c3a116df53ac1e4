"""What drift skips quickly is what the slower way finds nothing in."""

from hypothesis import given
from hypothesis import strategies as st

from docreplay.drift import name_places
from docreplay.drift.rules.memory_stale import absent
from docreplay.model.markup.markup import Segment

NAMES = [
    "driveItem",
    "plannerPlan",
    "user_id",
    "If-Match",
    "Retry-After",
    "return=minimal",
    "B2:D5",
]
NAMES += ["name eq 'a'", "GET /users", "(/users)", "PivotTable", "x2Y", "of", "The", "1", "`", "."]


@given(st.lists(st.sampled_from(NAMES), max_size=5).map(" ".join))
def test_a_text_with_a_bare_name_may_have_one(text: str) -> None:
    if name_places.BARE.search(text):
        assert name_places.MAY_BE_BARE.search(text)


@given(st.lists(st.sampled_from(["a", "b", "ab", "ba", "abba", "c"]), max_size=6))
def test_segments_in_any_order_are_found_in_the_text(sources: list[str]) -> None:
    text = "abba ab"
    segments = [Segment(str(number), "", one, 0) for number, one in enumerate(sources)]
    expected = [segment for segment in segments if segment.source not in text]
    assert list(absent(segments, text)) == expected

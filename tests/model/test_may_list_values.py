"""Which texts may list values: those of a search for literals and of the plain pattern."""

import re

from hypothesis import given
from hypothesis import strategies as st

from docreplay.model.types.listed_values import may_list_values

ADJECTIVES = "possible|allowed|valid|supported|accepted|permitted|legal|available"
PLAIN = re.compile(
    rf"\b(?:{ADJECTIVES})\s+(?:\w+\s+)?values?\b"
    r"|\bvalues\s+are\s+(?:possible|allowed|valid|supported|accepted|available)\b"
    r"|\b(?:one\s+of|any\s+of|either|be)\b[^.|]{0,60}[`*_\"'“]"
)
"""The same in the form that is easy to read, and slow to search for."""
WORDS = [*ADJECTIVES.split("|"), "values", "value", "are", "one of", "any of", "either", "must be"]
WORDS += ["im", "`a`", "“b”", "*c*", ".", "|", "\n", "the", "be", "of"]


@given(
    st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(["", " ", " "])), max_size=8).map(
        lambda parts: "".join(word + blank for word, blank in parts)
    )
)
def test_a_text_may_list_values_where_the_plain_pattern_matches(text: str) -> None:
    hinted = f"possible {text}"  # has a word of which each such text has one
    assert may_list_values(hinted) is (PLAIN.search(hinted) is not None)

"""Properties of accepting random responses into random pages."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from tests.review.accepting import accepted, answer_of, errors_of, page_of

_NAMES = st.sampled_from(["a", "b", "c", "id", "value", "name", "说明"])
_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-9, 9),
    st.text(max_size=5),
    st.sampled_from(["```", "<!-- {} -->", "\u202e", "2024-05-06T00:00:00Z", "a@example.com"]),
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(_NAMES, inner, max_size=3)
    ),
    max_leaves=8,
)
_BODIES = st.dictionaries(_NAMES, _VALUES, max_size=4)
_FENCE = re.compile(r"```http\nHTTP.*?\n```\n", re.DOTALL)


@given(_BODIES, _BODIES, st.sampled_from([None, 1, 2, "\t"]))
def test_an_accepted_page_is_stable_and_changed_in_its_fence_only(
    documented: dict[str, object], answered: dict[str, object], indent: int | str | None
) -> None:
    page = page_of(json.dumps(documented, indent=indent, ensure_ascii=False))
    answer = answer_of(answered)
    changed = accepted(page, answer)
    assert accepted(changed, answer) == changed
    assert _outside(changed) == _outside(page)


@given(_BODIES, _BODIES, st.sampled_from([None, 2]))
def test_an_accepted_page_passes(
    documented: dict[str, object], answered: dict[str, object], indent: int | None
) -> None:
    page = page_of(json.dumps(documented, indent=indent, ensure_ascii=False))
    answer = answer_of(answered)
    assert errors_of(accepted(page, answer), answer) == []


def _outside(page: str) -> list[str]:
    return _FENCE.split(page)

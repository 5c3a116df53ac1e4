"""What drift skips quickly is what the slower way finds nothing in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.drift import bearer, name_places
from docreplay.drift.align import PagePair
from docreplay.drift.page_names import PageNames
from docreplay.drift.rules import (
    list_scrambled,
    namespaced_name_changed,
    permission_scope_changed,
    sentence_half_translated,
)
from docreplay.drift.rules.memory_stale import absent
from docreplay.model.markup.markup import Segment
from tests.drift.pairs import outline

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


PAGE = """# Notes

## {text}

- {text}

{text} of one or two users

| Name | Description |
|:--|:--|
| tags | {text} |
| notes | {text} of one or two users |
| {text} | Text |

```http
Prefer: respond-async

{{"tags": "notes"}}
```
"""
PIECES = [
    *NAMES, "**tags**", "*tags*", "_tags_", "[driveItem](a.md)", "[user](user.md)", '"tags"',
    "'tags'", "“tags”", "‘tags’", "the tags property", "set either tags or notes in", "$expand",
    "when Tags is", "value of Tags a", "^a$", "users/{id}", "users('1')", "respond-async", "tags",
    "filter parameter", "tags resource type", "Notes", "Tags", "*.png", "plain words",
]  # fmt: skip


@pytest.mark.parametrize("text", PIECES)
def test_texts_that_are_not_searched_have_no_names(text: str) -> None:
    translation = outline(PAGE.format(text="Wort").replace("Notes", "Notes und"))
    pair = PagePair(outline(PAGE.format(text=text)), translation)
    quick = [PageNames(pair).names(unit) for unit in pair.units]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PageNames, "_may_have_names", lambda _names, _unit: True)
        assert quick == [PageNames(pair).names(unit) for unit in pair.units]


@given(st.lists(st.sampled_from([*PIECES, "[a](b.md) (/users)", "<driveItem>"])).map(" ".join))
def test_names_within_masked_texts_are_not_bare(text: str) -> None:
    masked = name_places._MASKED.sub(lambda found: " " * len(found[0]), text)
    found = [match[0] for match in name_places.BARE.finditer(masked)]
    assert [name for name, _ in name_places._bare_names(text)] == found


ITEMS = ["`a`", "``b``", "[a](b.md)", "[a][b]", "**a**", ", ", " and ", " or ", " ", "; ", "a"]


@given(st.lists(st.sampled_from(ITEMS), max_size=9).map("".join))
def test_an_enumeration_has_marks_of_its_items(text: str) -> None:
    masked = list_scrambled._masked(text)
    if len(list_scrambled._LISTED.findall(masked)) >= list_scrambled._MIN_ITEMS - 1:
        assert list_scrambled._may_have_items(text)


SCHEMES = [
    "Bearer ",
    "bearer",
    "BEARER&nbsp;",
    "{token}",
    "\\{token}",
    "<token>",
    "&lt;t&gt;",
    "&LT;t>",
]


@given(st.lists(st.sampled_from(SCHEMES), max_size=4).map("".join))
def test_a_scheme_is_before_a_placeholder(text: str) -> None:
    if bearer._SOURCE.search(text):
        assert bearer._may_have_scheme(text)


@pytest.mark.parametrize(
    "text",
    ["microsoft.graph.user", "@odata.type", "@microsoft.graph.conflictBehavior", "microsoft.graph"],
)
def test_a_namespaced_name_has_its_namespace(text: str) -> None:
    is_name = namespaced_name_changed._NAME.search(text) is not None
    assert any(name in text for name in namespaced_name_changed._NAMESPACES) == is_name


@pytest.mark.parametrize("text", ["User.Read", "User.Read.All, Mail-X.Send"])
def test_a_permission_has_a_full_stop(text: str) -> None:
    assert permission_scope_changed._is_list(text)
    assert not permission_scope_changed._is_list(text.replace(".", ""))


@pytest.mark.parametrize("word", sentence_half_translated._WORDS.split())
def test_a_stop_word_within_a_run_is_seen(word: str) -> None:
    run = f"one two {word} three four five"
    assert sentence_half_translated._STOP_WORD.search(run)
    assert sentence_half_translated._may_have_stop_word(run)

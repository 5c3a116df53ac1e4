import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.model.exchange import BaseType
from docreplay.read import base_types as module
from docreplay.read.base_types import base_types

VERBS = (
    "Inherits from", "inherit from", "INHERITED ALL its properties from", "inheriting from",
    "derives from", "Deriving from", "Derived type of", "descends from", "descend from",
    "extends", "subtype of", "sub-type of", "Sub-class of", "subclass of", "Base type:",
    "basetype is", "base\ntype ** :", "继承自", "派生自", "繼承自", "衍生自", "erbt von",
    "erbt alles von", "abgeleitet von", "leitet sich ab von", "Hérite de", "DÉRIVE de",
    "hereda de", "deriva de", "herda do", "eredita da", "наследует от", "Наследуются из",
    "dziedziczy po", "ärver från", "Ärver från", "erft van", "dědí z",
)  # fmt: skip
BEHIND = ("を継承", "から派生", "을 상속", "에서 파생")
fragments = st.sampled_from([
    *VERBS, *BEHIND, "[entity](entity.md)", "**[item](i.md#x)**", "`drive`", "the", "abstract",
    "x", "base", "İ", "\n", " ", ".", "<span>", "</span>", "from", "von", "sub", "```\n",
])  # fmt: skip
texts = st.lists(fragments, max_size=12).flatmap(
    lambda parts: st.sampled_from(["", " "]).map(lambda by: by.join(parts))
)


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_names_the_base_type_behind_it(verb: str) -> None:
    assert base_types(f"It {verb} [entity](../entity.md#x).") == (
        BaseType("entity", "../entity.md"),
    )


@pytest.mark.parametrize(
    "verb",
    [
        *("does not inherit from", "doesn't inherit from", "is never derived from"),
        "no longer inherits from",
        *("并非派生自", "erbt nicht von", "ist nicht abgeleitet von", "no hereda de"),
    ],
)
def test_a_negated_verb_names_no_base_type(verb: str) -> None:
    assert base_types(f"Other than cat, it {verb} [entity](entity.md).") == ()


@pytest.mark.parametrize("verb", BEHIND)
def test_each_verb_at_the_end_names_the_base_type_before_it(verb: str) -> None:
    assert base_types(f"[entity](entity.md) {verb}") == (BaseType("entity", "entity.md"),)


@given(texts)
def test_trying_the_pattern_where_verbs_begin_finds_what_trying_it_everywhere_finds(
    text: str,
) -> None:
    everywhere = [m.span() for p in (module._AFTER, module._BEFORE) for m in p.finditer(text)]
    assert [match.span() for match in module._matches(text)] == everywhere

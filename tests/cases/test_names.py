"""Names of cases."""

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.cases.names import LIMIT, identifier, unique


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("update_photo", "update_photo"),
        ("getMailTips", "get_mail_tips"),
        ("Remove agent from group", "remove_agent_from_group"),
        ("2nd-photo", "case_2nd_photo"),
        ("class", "case_class"),
        ("获取照片", "case"),
        ("HTTPServerError", "http_server_error"),
    ],
)
def test_a_name_becomes_an_identifier_with_the_same_words(text: str, name: str) -> None:
    assert identifier(text) == name


@given(st.text())
def test_any_text_becomes_a_valid_identifier(text: str) -> None:
    name = identifier(text)
    assert name.isidentifier()
    assert name.isascii()
    assert not keyword.iskeyword(name)


@pytest.mark.parametrize("text", ["n" * 90, "1" * 90, "n" * 71 + "-2", "1" + "_x" * 40])
def test_a_name_stays_short_whatever_makes_it_unique(text: str) -> None:
    found = unique([identifier(text)] * 12)
    assert len(set(found)) == 12
    assert max(map(len, found)) <= LIMIT
    assert not any("__" in name or name.endswith("_") for name in found)


@given(st.lists(st.sampled_from(["a", "a_2", "a_3", "b"])))
def test_names_become_unique_and_the_first_of_each_stays(names: list[str]) -> None:
    found = unique(names)
    assert len(set(found)) == len(names)
    for name in set(names):
        assert found[names.index(name)].startswith(name)

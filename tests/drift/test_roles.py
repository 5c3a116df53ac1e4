"""Words are names where a noun beside them makes them names."""

import re

import pytest

from docreplay.drift.roles import (
    has_role,
    header_names,
    is_plain_name,
    literals,
    role_names,
    with_siblings,
)
from docreplay.model.markup.markup import Span
from tests.drift.pairs import drifted

NOUNS = (
    "property",
    "parameter",
    "attribute",
    "facet",
    "relationship",
    "navigation property",
    "segment",
    "claim",
    "function",
    "enumeration",
)
OTHERS = (
    "field",
    "resource",
    "collection",
    "entity",
    "header",
    "permission",
    "method",
    "action",
    "element",
    "reference",
    "tag",
    "properties",
    "entities",
)
KINDS = re.findall(
    r"\w+",
    """a all an and any body bound by collection complex custom each entity enum every existing
    expand filter following form function header id in input key last list method more name
    navigation new no of one open optional or other output path query read request required
    resource response return same search single string that the this type unbound url user value
    which with""",
)
STRESSED = re.findall(
    r"\w+",
    """a additional after all always an and any are before both can cannot certain complex current
    custom default deprecated different does each either every except excluded existing external
    first following has have here included inside internal invalid last least less main many may
    might more most must neither nested never new next no none nor not note now off often once one
    only optional or other outside previous primary private public required same second secondary
    see shall should single specific standard still supported than that the them then these they
    third this three two unless unsupported until valid very was were when where whether which
    while will with without yes yet you your""",
)
HEADERS = re.findall(
    r"\w+",
    """Accept Allow Authorization Cookie ETag Expect Host Link Location Origin Prefer Range Referer
    Vary""",
)


def _part(text: str) -> Span:
    return Span(text, 100, 100 + len(text))


def _has_role(text: str) -> bool:
    """Return True if the emphasized word of a text is a name, which is between asterisks."""
    word = re.search(r"(?<=\*)\w+(?=\*)", text)
    assert word
    return has_role(_part(text), Span(word[0], 100 + word.start(), 100 + word.end()))


@pytest.mark.parametrize("noun", NOUNS)
def test_a_word_before_a_noun_of_names_is_a_name_if_the_page_has_it_as_one(noun: str) -> None:
    source = f'# Note\n\nThe comment {noun} is new.\n\n```json\n{{ "comment": 1 }}\n```\n'
    target = source.replace(f"The comment {noun} is new", "Das ist neu")
    (finding,) = drifted(source, target)
    assert (finding.name, finding.expected) == ("name-changed", "comment")
    plain = (text.replace('"comment"', '"size"') for text in (source, target))
    assert drifted(*plain) == ()


@pytest.mark.parametrize("word", KINDS)
def test_a_word_about_the_kind_of_a_property_is_not_its_name(word: str) -> None:
    text = f"The {word} property and the comment property."
    found = role_names(_part(text), [word, "comment"])
    assert [(name.text, name.start) for name in found] == [("comment", 100 + text.index("comment"))]


@pytest.mark.parametrize("noun", [*NOUNS, *(f"{noun}s" for noun in NOUNS), *OTHERS])
@pytest.mark.parametrize("kind", ["", "OData ", "HTTP ", "navigation ", "query "])
def test_an_emphasized_word_before_a_noun_is_a_name(noun: str, kind: str) -> None:
    assert _has_role(f"Set the *comment* {kind}{noun}.")
    assert _has_role(f"Set the *comment*, **size** and **kind** {kind}{noun}.")
    assert not _has_role(f"Set the *comment* {kind}{noun}able.")
    assert not _has_role(f"Set the *comment* of the {kind}{noun}.")


@pytest.mark.parametrize("word", STRESSED)
def test_a_word_that_is_stressed_before_a_noun_is_not_a_name(word: str) -> None:
    assert not _has_role(f"Set *{word}* property.")
    assert _has_role(f"Set the *{word}* query parameter.")


@pytest.mark.parametrize("name", HEADERS)
def test_a_header_that_is_a_word_as_well_is_a_name_before_its_noun(name: str) -> None:
    for noun in ("header", "headers", "request header", "response header", "HTTP header"):
        found = header_names(_part(f"Send the {name} {noun}, and the {name} of it."))
        assert [(part.text, part.start) for part in found] == [(name, 109)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("True if it is set.", "True"),
        ("Read-only. false when it is not.", "false"),
        ("true for all.", "true"),
        ("False unless it is set.", "False"),
        ("It is set, false otherwise.", "false"),
        ("Otherwise, true.", "true"),
        ("otherwise it is false.", "false"),
        ("If true, it is set.", "true"),
        ("It is set to false.", "false"),
        ("The value is True or unset.", "True"),
        ("With a value of false.", "false"),
        ("The value of **it** is true.", "true"),
        ("The default is false.", "false"),
        ("Where it equals true.", "true"),
        ("It is marked as ReadOnly.", "ReadOnly"),
        ("It is set to NotAllowed.", "NotAllowed"),
        ("With a value of InReview.", "InReview"),
        ("It is true that it is set.", ""),
        ("It is set to Private.", ""),
    ],
)
def test_a_literal_is_a_name_where_a_sentence_is_about_a_value(text: str, expected: str) -> None:
    found = [(name.text, name.start) for name in literals(_part(text))]
    assert found == ([(expected, 100 + text.index(expected))] if expected else [])


def _emphasized(text: str) -> list[Span]:
    return [
        Span(word[0], 100 + word.start(), 100 + word.end())
        for word in re.finditer(r"(?<=\*)[\w.]+(?=\*)", text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Either *inReview*, *sent*, and *open*.", "inReview sent open"),
        ("Either *sent* or *inReview*.", "sent inReview"),
        ("Either *sent* and *open*.", ""),
        ("An *inReview* one, which is *sent*.", "inReview"),
        ("An *only* one: *inReview* or *sent*.", "inReview sent"),
        ("*inReview* - It is read.<br>*sent* - It is sent. *Not* now.", "inReview sent"),
        ("*open*: It is open.\n*inReview*: It is read.", "open inReview"),
    ],
)
def test_values_beside_one_with_a_capital_inside_are_names(text: str, expected: str) -> None:
    found = with_siblings(_part(text), _emphasized(text))
    assert " ".join(place.text for place in sorted(found, key=lambda one: one.start)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Set **grade** now.", True),
        ("Set **assignments.grading** now.", True),
        ("Set **grading** now.", False),
        ("Set **graded** now.", False),
        ("Set **only** now.", False),
        ("Set **not** now.", False),
        ("Set *grade* now.", False),
        ("You cannot **update** it.", False),
        ("It can easily **update** it.", False),
        ("Set **no** now.", False),
    ],
)
def test_a_bold_word_is_a_name_unless_it_is_stressed(text: str, expected: bool) -> None:
    (place,) = _emphasized(text)
    assert is_plain_name(_part(text), place) == expected

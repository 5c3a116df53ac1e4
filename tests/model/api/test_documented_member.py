"""Types of members in one spelling, by which two versions of a page are compared."""

import pytest

from docreplay.model.api.documented_member import type_text
from docreplay.model.json.value import JSON
from docreplay.model.types.declared_types import declared_in_cell, declared_type_of


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ({"@odata.type": "microsoft.graph.identitySet"}, "identityset"),
        ({"@odata.type": "#microsoft.graph.identitySet"}, "identityset"),
        ({"@odata.type": "contoso.photo"}, "contoso.photo"),
        ([{"@odata.type": "microsoft.graph.user"}], "user collection"),
        (["String"], "string collection"),
        ([], "collection"),
        ("String", "string"),
        ("DateTimeOffset", "date-time"),
        ("Int32", "integer"),
        (1, "integer/number"),
    ],
)
def test_the_type_of_a_shown_member_is_in_words(shown: JSON, expected: str) -> None:
    assert type_text(declared_type_of(shown)) == expected


@pytest.mark.parametrize(
    "cell",
    [
        "microsoft.graph.identitySet",
        "[identitySet](identityset.md)",
        "[microsoft.graph.identitySet](identityset.md)",
    ],
)
def test_a_type_is_the_same_however_a_table_writes_it(cell: str) -> None:
    assert type_text(declared_in_cell(cell)) == "identityset"

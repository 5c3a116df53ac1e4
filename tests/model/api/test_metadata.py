"""Declared types are found as pages name them."""

import pytest

from docreplay.model.api.metadata import Metadata, MetadataType


def metadata(*names: str) -> Metadata:
    return Metadata({name: MetadataType(name=name) for name in names})


@pytest.mark.parametrize(
    ("declared", "name", "expected"),
    [
        ("a.photo b.photo", "a.photo", "a.photo"),
        ("a.photo b.photo", "b.photo", "b.photo"),
        ("a.photo b.photo", "B.Photo", "b.photo"),
        ("a.photo", "photo", "a.photo"),
        ("a.photo", "PHOTO", "a.photo"),
        ("a.photo", "other.photo", None),
        ("photo a.photo", "a.photo", "a.photo"),
        ("photo a.photo", "photo", "photo"),
        ("photo", "microsoft.graph.photo", "photo"),
        ("photo", "photos", None),
        ("a.photo", "a", None),
    ],
)
def test_a_type_is_found_exactly_or_by_the_last_part_of_its_name(
    declared: str, name: str, expected: str | None
) -> None:
    found = metadata(*declared.split()).find(name)
    assert (found.name if found else None) == expected

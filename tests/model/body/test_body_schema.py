"""What a documented value shows of the values of a service."""

import pytest

from docreplay.model.body.body_schema import infer_schema


def test_a_value_that_omits_nothing_is_closed_to_further_members() -> None:
    schema = infer_schema({"photo": {"id": "a"}, "tags": [{"id": "b"}], "extra": {}})
    photo, tags, extra = (schema.properties[name] for name in ("photo", "tags", "extra"))
    assert tags.items
    assert not any(item.is_open for item in (schema, photo, tags.items))
    assert extra.is_open  # an empty object shows nothing of what it may have


def test_a_truncated_value_omits_members_everywhere() -> None:
    schema = infer_schema({"photo": {"id": "a"}}, truncated=True)
    assert schema.is_open
    assert schema.properties["photo"].is_open


@pytest.mark.parametrize(("pointer", "expected"), [("", (True, False)), ("/photo", (False, True))])
def test_an_object_with_an_ellipsis_omits_members(
    pointer: str, expected: tuple[bool, bool]
) -> None:
    schema = infer_schema({"photo": {"id": "a"}}, frozenset({pointer}))
    assert (schema.is_open, schema.properties["photo"].is_open) == expected

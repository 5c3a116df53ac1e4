import pytest

from docreplay.model.json.value import JSON
from docreplay.model.location import Location, Range
from docreplay.model.markup.anchors import anchor_slug
from docreplay.model.markup.block import Annotation

AT = Location("page.md", 1)


def annotation(**attributes: JSON) -> Annotation:
    written = {key.replace("odata_", "@odata."): value for key, value in attributes.items()}
    return Annotation(kind="", names=(), attributes=written, range=Range(AT, AT))


@pytest.mark.parametrize("value", [True, "true", " True "])
def test_a_flag_is_true_as_a_word_too(value: JSON) -> None:
    assert annotation(truncated=value).flag("truncated")


@pytest.mark.parametrize("value", [False, "false", None, 1, [True]])
def test_a_flag_is_false_otherwise(value: JSON) -> None:
    assert not annotation(truncated=value).flag("truncated")


@pytest.mark.parametrize(
    ("written", "type_name", "collection"),
    [
        ("photos.photo", "photos.photo", False),
        ("#photos.photo", "photos.photo", False),
        ("Collection(photos.photo)", "photos.photo", True),
        ("collection( photos.photo )", "photos.photo", True),
        ("Collection(photos.photo", "Collection(photos.photo", False),
        ("", "", False),
    ],
)
def test_a_type_is_distinguished_from_its_collection(
    written: str, type_name: str, collection: bool
) -> None:
    found = annotation(odata_type=written)
    assert (found.type, found.is_collection) == (type_name, collection)


def test_a_list_of_texts_may_be_a_single_one() -> None:
    assert annotation(scopes="a").texts("scopes") == ("a",)
    assert annotation(scopes=["a", 1, "b"]).texts("scopes") == ("a", "b")
    assert annotation().texts("scopes") == ()


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("Properties", "properties"),
        ("HTTP *request*", "http-request"),
        ("[HTTP](#tab/http)", "http"),
        ("`id`: the key", "id-the-key"),
        ("Example 1: a_b (old)", "example-1-a_b-old"),
        ("Свойства фото", "свойства-фото"),
        ("प्रतिक्रिया", "प्रतिक्रिया"),
        ("♥\ufe0f Photos", "-photos"),
        ("İstek", "istek"),
    ],
)
def test_a_heading_has_the_anchor_that_publishing_gives_it(text: str, anchor: str) -> None:
    assert anchor_slug(text) == anchor

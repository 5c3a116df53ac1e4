import gc
from weakref import ref

import pytest

from docreplay.model.types.resource_catalogue import Catalogue, catalogue_of
from docreplay.read.markup.markup import tables_of
from docreplay.testing import read_page

PATH = "docs/resources/page.md"
RESOURCE = """\
<!-- { "blockType": "resource", "@odata.type": "t.photo", "keyProperty": "id" } -->
```json
%s
```
"""


def catalogue(text: str) -> Catalogue:
    tables = tables_of(text, PATH)
    return catalogue_of(read_page(text, PATH).resources, lambda _: tables)


@pytest.mark.parametrize("skeleton", ["[1]", "1", '"a"'])
def test_a_skeleton_that_is_not_an_object_declares_nothing(skeleton: str) -> None:
    assert catalogue(RESOURCE % skeleton).find("t.photo") is None


def test_a_property_that_the_annotation_names_is_at_the_annotation() -> None:
    resource = catalogue(RESOURCE % '{ "height": 1 }').find("t.photo")
    assert resource
    declared = resource.property("id")
    assert declared
    assert (str(declared.location), declared.stated.kinds) == (f"{PATH}:1:1", frozenset())


@pytest.mark.parametrize(
    "heading",
    ["Properties", "Property", "Relationships", "Relationship", "Navigation properties"],
)
def test_a_table_below_such_a_heading_declares_properties(heading: str) -> None:
    table = f"\n## {heading}\n\n| Name | Type |\n|:---|:---|\n| owner | String |\n"
    resource = catalogue(RESOURCE % "{}" + table).find("t.photo")
    assert resource
    declared = resource.property("owner")
    assert declared
    assert str(declared.location) == f"{PATH}:10:3"


def test_a_table_below_another_heading_declares_nothing() -> None:
    table = "\n## Methods\n\n| Name | Type |\n|:---|:---|\n| owner | String |\n"
    resource = catalogue(RESOURCE % "{}" + table).find("t.photo")
    assert resource
    assert resource.property("owner") is None


def test_types_that_a_catalogue_forgot_end_at_once_and_are_found_anew() -> None:
    known = catalogue(RESOURCE % '{ "height": 1 }')
    found = known.find("t.photo")
    assert found
    assert found.tabled == {}
    kept, names = ref(found), set(found.properties)
    gc.disable()
    try:
        del found
        known.forget()
        assert kept() is None
    finally:
        gc.enable()
    again = known.find("t.photo")
    assert again
    assert set(again.properties) == names

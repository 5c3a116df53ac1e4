"""What one page documents of an API."""

import pytest

from docreplay.model.page import Page, PageId
from docreplay.read.documented_page import documented_page
from docreplay.read.reading import Options

ID = PageId(path="docs/photo.md", locale="", key="photo")
NAMES = frozenset({"id", "height", "width", "owner", "size"})
FOUR = '{ "id": "a", "height": 1, "width": 1, "owner": {} }'


@pytest.mark.parametrize(
    ("annotation", "code", "expected"),
    [
        ("", FOUR, True),
        ('<!-- { "blockType": "example" } -->\n', FOUR, True),
        ("", '{ "ID": "a", "Height": 1, "WIDTH": 1, "Owner": {} }', True),
        ("", '{ "id": "a", "height": 1, "width": 1 }', False),
        ("", '{ "id": "a" }', False),
        ("", "{}", False),
        ('<!-- { "blockType": "resource", "@odata.type": "t.photo" } -->\n', FOUR, False),
    ],
)
def test_a_block_that_names_no_type_shows_one_by_most_of_its_names(
    annotation: str, code: str, *, expected: bool
) -> None:
    text = f"# Photo\n\n{annotation}```json\n{code}\n```\n"
    assert documented_page(Page(id=ID, text=text), Options()).shows(NAMES) is expected


def test_names_in_two_blocks_are_not_those_of_one_type() -> None:
    blocks = [
        f"```json\n{code}\n```\n" for code in ('{"id": 1, "size": 1}', '{"width": 1, "owner": 1}')
    ]
    text = "# Photo\n\n" + "\nand\n\n".join(blocks)
    assert not documented_page(Page(id=ID, text=text), Options()).shows(NAMES)

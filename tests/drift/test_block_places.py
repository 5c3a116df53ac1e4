"""Code blocks that are no longer where they were in the version that was translated."""

import pytest

from docreplay.drift.block_changes import Refused
from docreplay.drift.stamp import digests, stamp_of
from docreplay.drift.sync import is_rest_equal, synced_code
from docreplay.model.markup.text_fixes import applied
from tests.drift.pairs import outline

LIST = "## List\n\nReturns all photos.\n\n```http\nGET /photos\n```\n\n"
READ = "## Read\n\nReturns a photo.\n\n```http\nGET /photos/1\n```\n\n"
OLD = f"# Photos\n\n{LIST}{READ}"
TARGET = (
    OLD.replace("List", "Auflisten")
    .replace("Read", "Lesen")
    .replace("Returns all photos.", "Alle Fotos.")
    .replace("Returns a photo.", "Ein Foto.")
)
CHANGED = READ.replace("GET /photos/1", "GET /photos/2")
EXAMPLES = "# A\n\n" + "".join(
    f"## Example {number}\n\n### Request\n\n```http\nGET /{number}\n```\n\n" for number in (1, 2)
)
CALLS = "# A\n\nCreate it.\n\n```http\nPOST /a\n```\n\nDelete it.\n\n```http\nDELETE /a\n```\n"


def result(old: str, new: str, target: str) -> str:
    return applied(target, synced_code(outline(old), outline(new), outline(target)).edits)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (OLD, f"# Photos\n\n{READ}{LIST}"),
        (OLD, f"# Photos\n\n{CHANGED}{LIST}"),
        (OLD, f"# Photos\n\n{LIST}## Cancel\n\nStops it.\n\n```http\nPOST /jobs/1/cancel\n```\n"),
        (OLD, OLD.replace("Returns a photo.", "## One").replace("/photos/1", "/photos/2")),
        (EXAMPLES, EXAMPLES.replace("1", "3").replace("2", "1").replace("3", "2")),
        (
            EXAMPLES,
            "# A\n\n## Example 1\n\n### Request\n\n## Example 2\n\n### Request\n\n"
            "```http\nGET /2\n```\n\n### Response\n\n```http\nGET /3\n```\n",
        ),
        (
            CALLS,
            "# A\n\nDelete it.\n\n```http\nDELETE /a\n```\n\nCreate it.\n\n```http\nPOST /a\n```\n",
        ),
        (
            CALLS,
            "# A\n\nDelete it.\n\n```http\nDELETE /b\n```\n\nCreate it.\n\n```http\nPOST /b\n```\n",
        ),
        (
            CALLS.removeprefix("# A\n\n"),
            "Delete it.\n\n```http\nDELETE /b\n```\n\nCreate it.\n\n```http\nPOST /b\n```\n",
        ),
    ],
)
def test_code_of_a_different_place_is_not_copied(old: str, new: str) -> None:
    with pytest.raises(Refused, match="a code block was moved"):
        result(old, new, old)


@pytest.mark.parametrize(
    "rest",
    [
        OLD,
        OLD.replace("# Photos", "# Photos of users", 1),
        OLD.replace("## Read", "## Read one"),
        OLD.replace("## Read", "### Read"),
        OLD.replace("Returns a photo.", "Returns a photo of the user."),
        OLD.replace("Returns a photo.\n", "Returns a photo.\n\nIt may be large.\n"),
        OLD.replace("## Read", "## Limits\n\nA few requests a day.\n\n## Read"),
        f"{OLD}## Notes\n\nNone.\n",
        OLD.replace("## Read\n\nReturns", "## Get\n\nGives"),
    ],
)
def test_code_at_its_place_is_copied_whatever_else_changed(rest: str) -> None:
    new = rest.replace("GET /photos/1", "GET /photos/2")
    assert result(OLD, new, TARGET) == TARGET.replace("GET /photos/1", "GET /photos/2")


@pytest.mark.parametrize(
    "rest",
    [
        OLD.replace("# Photos", "# Pictures", 1).replace("Returns a photo.", "Gives it."),
        OLD.replace("## Read", "## Get"),
    ],
)
def test_code_without_a_word_in_common_is_copied_below_the_same_heading_or_text(rest: str) -> None:
    new = rest.replace("GET /photos/1", "POST /pictures/a/b")
    assert result(OLD, new, TARGET) == TARGET.replace("GET /photos/1", "POST /pictures/a/b")


def test_a_block_that_nothing_is_copied_to_may_move() -> None:
    new = f"# Photos\n\n{LIST.replace('/photos', '/pictures')}## New\n\n{READ[9:]}"
    assert result(OLD, new, TARGET) == TARGET.replace("GET /photos\n", "GET /pictures\n")


def test_swapped_code_below_the_same_text_is_copied() -> None:
    new = CALLS.replace("POST", "X").replace("DELETE", "POST").replace("X", "DELETE")
    assert result(CALLS, new, CALLS) == new


@pytest.mark.parametrize("old_code", ["{\n\t1\n}", "{\n\t2\n}"])
def test_what_a_pipeline_makes_of_code_proves_nothing(old_code: str) -> None:
    annotation, code = '<!-- { "name": "a" } -->\n', "```json\n{\n\t1\n}\n```\n"
    page = f"# A\n\n{annotation}{code}"
    stamp = stamp_of({"ms.openlocfilehash": digests(page)[0]})
    expanded = outline(page.replace("\t", "    "))
    new = outline(page.replace('"a"', '"b"').replace("{\n\t1\n}", old_code))
    assert is_rest_equal(expanded, new, stamp) == (old_code == "{\n\t1\n}")

"""Values that the tables of an operation list for properties of its messages."""

import pytest

from docreplay.model.types.listed_values import ListedValues, listed_values
from docreplay.read.markup.markup import tables_of

VALUES = ("low", "high")


def listed(heading: str) -> ListedValues:
    row = "| level | String | Possible values: `low`, `high`. |"
    text = f"## {heading}\n\n| Name | Type | Description |\n|---|---|---|\n{row}\n"
    return listed_values("", tables_of(text, "docs/page.md"))


@pytest.mark.parametrize(
    "heading",
    [
        "Response",
        "Response body",
        "Response body properties",
        "Response properties",
        "Response object",
        "Response fields",
        "Response attributes",
        "Properties",
    ],
)
def test_a_table_about_the_response_lists_values_of_its_properties(heading: str) -> None:
    found = listed(heading)
    assert found.of_response(None, {"level": "low"}, "value")["level"].values == VALUES
    assert not found.of_request()


@pytest.mark.parametrize("heading", ["Request body", "Request body properties"])
def test_a_table_about_the_request_lists_values_of_its_properties(heading: str) -> None:
    assert listed(heading).of_request()["level"].values == VALUES


@pytest.mark.parametrize(
    ("sent", "documented", "expected"),
    [
        ({"level": "low"}, {"level": "low"}, VALUES),
        ({"level": "low"}, {"value": [{"level": "high"}, {"level": "low"}]}, VALUES),
        ({"level": "low"}, {"level": "high"}, ()),
        ({"level": "low"}, {}, ()),
        ({}, {"level": "low"}, ()),
        (None, {"level": "low"}, ()),
    ],
)
def test_values_of_a_request_are_those_of_a_response_that_repeats_what_is_sent(
    sent: dict[str, str] | None, documented: dict[str, object], expected: tuple[str, ...]
) -> None:
    found = listed("Request body").of_response(sent, documented, "value")  # type: ignore[arg-type]  # JSON
    assert (found["level"].values if found else ()) == expected


@pytest.mark.parametrize(
    "heading", ["Permissions", "Errors", "Query parameters", "Request headers"]
)
def test_a_table_about_something_else_lists_nothing(heading: str) -> None:
    found = listed(heading)
    assert not found.of_request()
    assert not found.of_response({"level": "low"}, {"level": "low"}, "value")

from dataclasses import replace

import pytest

from docreplay.baseline.entry import Entry, entries
from docreplay.model.finding import Finding, Severity
from docreplay.model.location import Location

PATH = "docs_source/de-de/photo.md"
PAGE = "# Foto\n\n| Annehmen | 648 |\n"
FINDING = Finding(
    code="DRI320",
    name="identifier-cell-changed",
    severity=Severity.ERROR,
    location=Location(PATH, 3, 3),
    message="name `Accept` was changed",
    expected="Accept",
    actual="Annehmen",
)


def entry_of(finding: Finding = FINDING, page: str = PAGE) -> Entry:
    (entry,) = entries("drift", [finding], {finding.location.path: page})
    return entry


def test_an_entry_is_the_same_one_after_the_line_has_moved() -> None:
    moved = replace(FINDING, location=Location(PATH, 5, 9))
    assert entry_of(moved, "# Foto\n\nneu\n\n|   Annehmen | 648 |\n") == entry_of()


@pytest.mark.parametrize(
    "other",
    [
        replace(FINDING, code="DRI321"),
        replace(FINDING, expected="Accept-Language"),
        replace(FINDING, actual="Akzeptieren"),
        replace(FINDING, pointer="/height"),
        replace(FINDING, segment="101"),
        replace(FINDING, location=Location("docs_source/de-de/other.md", 3, 3)),
        replace(FINDING, location=Location(PATH, 1)),
    ],
)
def test_another_rule_value_or_place_is_another_entry(other: Finding) -> None:
    assert entry_of(other) != entry_of()


def test_a_segment_is_known_by_its_id_whatever_its_line_says() -> None:
    segment = replace(FINDING, segment="101")
    assert entry_of(segment, "other words\n") == entry_of(segment)
    assert entry_of(segment).place == "segment 101"


def test_wording_and_severity_make_no_difference_where_the_values_say_what_it_is() -> None:
    other = replace(FINDING, message="`Accept` is another name", severity=Severity.NOTE)
    assert entry_of(other) == entry_of()


def test_without_values_the_message_tells_apart_but_not_the_lines_that_it_names() -> None:
    bare = replace(FINDING, expected=None, actual=None, message="taken by the request in line 12")
    assert entry_of(bare).message == "taken by the request in line"
    assert entry_of(bare) == entry_of(replace(bare, message="taken by the request in line 7"))


def test_long_values_are_short_and_still_told_apart() -> None:
    first = entry_of(replace(FINDING, actual="{ }\n" * 100 + "a"))
    second = entry_of(replace(FINDING, actual="{ }\n" * 100 + "b"))
    assert first != second
    assert len(first.actual) < 150


def test_a_page_that_is_not_at_hand_has_no_place() -> None:
    (entry,) = entries("drift", [FINDING], {})
    assert entry.place == ""

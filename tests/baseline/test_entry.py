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


def test_a_segment_is_identified_by_its_id_and_not_by_its_line() -> None:
    segment = replace(FINDING, segment="101")
    assert entry_of(segment, "other words\n") == entry_of(segment)
    assert entry_of(segment).place == "segment 101"


def test_wording_and_severity_do_not_change_an_entry_with_values() -> None:
    other = replace(FINDING, message="`Accept` is another name", severity=Severity.NOTE)
    assert entry_of(other) == entry_of()


def test_an_entry_without_values_has_the_message_without_line_numbers() -> None:
    bare = replace(FINDING, expected=None, actual=None, message="taken by the request in line 12")
    assert entry_of(bare).message == "taken by the request in line"
    assert entry_of(bare) == entry_of(replace(bare, message="taken by the request in line 7"))


def test_long_values_are_shortened_and_stay_distinct() -> None:
    first = entry_of(replace(FINDING, actual="{ }\n" * 100 + "a"))
    second = entry_of(replace(FINDING, actual="{ }\n" * 100 + "b"))
    assert first != second
    assert len(first.actual) < 150


def test_an_entry_without_its_page_has_no_passage() -> None:
    (entry,) = entries("drift", [FINDING], {})
    assert entry.place == ""

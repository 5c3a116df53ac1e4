"""The sample of findings that a reader labels."""

from dataclasses import replace

from benchmarks.drift_sample import draw
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.location import Location

RULE = Rule(code="DRI399", name="word-changed", severity=Severity.ERROR)


def found(number: int) -> Finding:
    value = f"name{number % 7}"
    at = Location(f"pages/de/page{number}.md", 1)
    return replace(RULE.at(at, "a name", expected=value, actual=f"{value}s"), cause=value)


def test_a_finding_more_changes_one_place_of_the_sample() -> None:
    few = [found(number) for number in range(500)]
    assert len(draw(few, 1)) == 50
    for number in range(500, 520):
        assert len({*draw([*few, found(number)], 1)} - {*draw(few, 1)}) <= 1


def test_the_sample_is_not_that_of_the_order_or_of_the_folder() -> None:
    few = [found(number) for number in range(100)]
    assert draw(few[::-1], 1) == draw(few, 1)
    assert draw(few, 1) != draw(few, 2)


def test_each_pair_of_values_is_drawn_before_one_is_drawn_again() -> None:
    many = [found(7 * number) for number in range(200)]
    rare = [found(number) for number in range(1, 7)]
    assert {*rare} <= {*draw([*many, *rare], 1)}


def test_notes_are_not_drawn() -> None:
    note = RULE.at(Location("pages/de/page.md", 1), "a name", severity=Severity.NOTE)
    assert draw([note], 1) == ()

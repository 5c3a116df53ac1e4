"""A bounded part of the kills; `make fuzz` has all of them."""

import pytest

from benchmarks.hostile_runs import hostile, violations
from benchmarks.kills import COMMANDS, KILLS
from benchmarks.kills import violations as after_kills
from benchmarks.mixed_pages import mixed


def test_there_are_many_kills() -> None:
    assert len(COMMANDS) * KILLS >= 60


@pytest.mark.parametrize("command", COMMANDS)
def test_a_kill_leaves_whole_files(command: str) -> None:
    assert list(after_kills(command, range(2))) == []


def test_no_hostile_page_ends_a_command() -> None:
    assert violations(hostile, range(0, 2_000, 100)) == []


def test_no_page_of_mixed_markups_ends_a_command() -> None:
    assert violations(mixed, [8, 115, 228, *range(0, 2_000, 250)]) == []

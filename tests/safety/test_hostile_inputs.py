"""A bounded part of `benchmarks.hostile_inputs` (`make fuzz`): no file ends in a bug."""

import pytest

from benchmarks.hostile_inputs import KINDS, Tally, failures

MOST = 12


@pytest.mark.parametrize("kind", KINDS)
def test_a_mutated_file_is_refused_by_name_or_used(kind: str) -> None:
    tally = Tally()
    assert list(map(str, failures(kind, MOST, 1, tally))) == []
    assert tally.codes.total() >= MOST

"""A bounded part of `benchmarks.patterns` (`make fuzz`): no expression hangs on any text."""

import re

import pytest

from benchmarks.patterns import patterns, slow

PATTERNS = patterns()
PARTS = 16


def test_a_slow_pattern_is_noticed() -> None:
    for text in (r"(?:a*b?)*c", r"(?:[^\]]+\]:\s*\S+[^\n]*(?:\n|$))+!", r"(?:x|<b>.*?</b>)+$"):
        found = slow(f"{__name__}.NAME", re.compile(text), 1, exponential_only=True)
        assert found, text
        assert found.growth == "exponential"
    assert slow(f"{__name__}.NAME", re.compile(r"(?>a*b?)c|x(?:[ab]++c)*d"), 1) is None


@pytest.mark.parametrize("part", range(PARTS))
def test_no_pattern_is_exponential(part: int) -> None:
    found = [
        slow(name, PATTERNS[name], 1, exponential_only=True)
        for name in sorted(PATTERNS)[part::PARTS]
    ]
    assert not [str(item) for item in found if item]


def test_all_patterns_are_found() -> None:
    assert len(PATTERNS) > 400

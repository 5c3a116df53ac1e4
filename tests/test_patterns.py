"""A bounded part of `benchmarks.patterns` (`make fuzz`): no expression hangs on any text."""

import re

import pytest

from benchmarks.patterns import inline, patterns, slow

PATTERNS = patterns()
PARTS = 16


def test_a_slow_pattern_is_noticed() -> None:
    for text in (r"(?:a*b?)*c", r"(?:[^\]]+\]:\s*\S+[^\n]*(?:\n|$))+!", r"(?:x|<b>.*?</b>)+$"):
        found = slow(f"{__name__}.NAME", re.compile(text), 1, exponential_only=True)
        assert found, text
        assert found.growth == "exponential"
    assert slow(f"{__name__}.NAME", re.compile(r"x(?:[ab]++c)*+d"), 1) is None


@pytest.mark.parametrize("part", range(PARTS))
def test_no_pattern_is_exponential(part: int) -> None:
    found = [
        slow(name, PATTERNS[name], 1, exponential_only=True)
        for name in sorted(PATTERNS)[part::PARTS]
    ]
    assert not [str(item) for item in found if item]


def test_all_patterns_are_found() -> None:
    assert len(PATTERNS) > 400


def test_patterns_within_functions_are_found() -> None:
    source = """
import re
_A = "a+"
def made(text, more):
    re.sub(rf"{_A}b", "", text, flags=re.I)
    re.compile(more)
    return re.fullmatch(r"[c]+", text, re.S)
"""
    found = list(inline(source, {"_A": "a+", "re": re}))
    assert [(line, how, item.pattern) for line, how, item in found] == [
        (5, "sub", "a+b"),
        (7, "fullmatch", "[c]+"),
    ]
    assert [bool(item.flags & re.I) for _, _, item in found] == [True, False]
    assert [bool(item.flags & re.S) for _, _, item in found] == [False, True]


QUADRATIC = (r"a+b", r"\s+$", r"(?:x|y)*z", r"<a [^>]*>", r"[a-z]*\d")


def test_a_quadratic_pattern_is_noticed() -> None:
    found = {text: slow(f"{__name__}.NAME", re.compile(text), 1) for text in QUADRATIC}
    assert {text: item.growth for text, item in found.items() if item} == dict.fromkeys(
        QUADRATIC, "quadratic"
    )


def test_a_repetition_that_is_bounded_takes_time_in_proportion_to_its_text() -> None:
    assert slow(f"{__name__}.NAME", re.compile(r"<[^>]{0,1000}>"), 1) is None


ONCE_QUADRATIC = (
    "docreplay.annotate.names._LINK",
    "docreplay.cli.unfilled_values._KEY",
    "docreplay.compare.comparators.body_text._FIELD",
    "docreplay.compare.comparators.coverage._PAGING",
    "docreplay.config.load._MENTION",
    "docreplay.config.page_patterns._PIECE",
    "docreplay.diff.types._NOTE",
    "docreplay.drift.comments._SLASHES",
)


@pytest.mark.parametrize("name", ONCE_QUADRATIC)
def test_a_corrected_pattern_takes_time_in_proportion_to_its_text(name: str) -> None:
    assert slow(name, PATTERNS[name], 1) is None

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.drift import runs as module
from docreplay.drift.runs import Stretch, runs
from docreplay.drift.sequence import AlignmentStep, cheapest_steps
from tests.support.calls import calls

LINES = st.lists(st.sampled_from("abcde"), max_size=30)


@given(LINES, LINES)
def test_short_sequences_are_compared_as_difflib_does(source: list[str], target: list[str]) -> None:
    opcodes = SequenceMatcher(None, source, target, False).get_opcodes()
    assert list(runs(source, target)) == [Stretch(tag == "equal", *at) for tag, *at in opcodes]


@given(source=LINES, target=LINES)
def test_long_sequences_are_divided_without_gap(source: list[str], target: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_PAIRS", 4)
        found = list(runs(source, target))
    assert [x for run in found for x in range(run.low, run.high)] == list(range(len(source)))
    assert [x for run in found for x in range(run.start, run.end)] == list(range(len(target)))
    for run in found:
        equal = source[run.low : run.high] == target[run.start : run.end]
        assert equal if run.is_equal else not equal


def test_lines_that_are_there_once_divide_long_sequences() -> None:
    source = [str(number) for number in range(1000)]
    target = ["new", *source[:500], "x", *source[501:], "last"]
    assert list(runs(source, target)) == [
        Stretch(False, 0, 0, 0, 1),
        Stretch(True, 0, 500, 1, 501),
        Stretch(False, 500, 501, 501, 502),
        Stretch(True, 501, 1000, 502, 1001),
        Stretch(False, 1000, 1000, 1001, 1002),
    ]


@pytest.mark.parametrize("period", [1, 2, 3])
def test_lines_that_repeat_take_linear_work(period: int) -> None:
    def work(size: int) -> int:
        source = ["abc"[index % period] for index in range(size)]
        return calls(lambda: list(runs(source, ["x", *source[1:-1:2], "y"])))

    assert work(2000) <= 2.3 * work(1000)


def test_long_tables_are_aligned_row_by_row() -> None:
    rows = list(range(600))
    lost = [row for row in rows if row != 300]

    def cost(step: AlignmentStep) -> float:
        (low, high), (start, end) = step.source, step.target
        return len(set(rows[low:high]) ^ set(lost[start:end])) + (high - low > 1) / 2

    assert [
        step for step in cheapest_steps(600, 599, cost) if step.source[1] - step.source[0] != 1
    ] == []
    gaps = [step for step in cheapest_steps(600, 599, cost) if step.target[0] == step.target[1]]
    assert gaps == [AlignmentStep((300, 301), (300, 300))]

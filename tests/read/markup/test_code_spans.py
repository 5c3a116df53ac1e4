import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.read.markup.code_spans import code_spans
from docreplay.read.markup.markup import reader_of_text
from tests.support.calls import calls

SLOW = re.compile(r"(?<![\\`])(`+)(?!`).*?(?<!`)\1(?!`)")


@given(st.text(st.sampled_from("``` ab\\\n")))
def test_code_spans_are_what_a_backtracking_pattern_finds(text: str) -> None:
    assert list(code_spans(text)) == [match.span() for match in SLOW.finditer(text)]


@pytest.mark.parametrize("unit", ["`", "` ", "`a``b```", "``a` ", "\\`"])
def test_runs_of_back_ticks_take_linear_work(unit: str) -> None:
    def work(number: int) -> int:
        return calls(lambda: list(code_spans(unit * number)))

    assert work(400) <= 2.2 * work(200)


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("[![a](b.png)](c.md)", ["b.png", "c.md"]),
        ("\\[a](b.md)", []),
        ("[a\\](b.md)", []),
        ("[a\\\\](b.md)", ["b.md"]),
        ("[[a](b.md)](c.md)", ["b.md", "c.md"]),
        ("[[a](b.md)", ["b.md"]),
        ("a](b.md)", []),
        ("[a\n](b.md)", []),
        ("\\`[a](b.md)\\`", ["b.md"]),
        ("``[a](b.md)` [c](d.md)``", []),
    ],
)
def test_links_nest_as_brackets_do(text: str, targets: list[str]) -> None:
    assert [link.target for link in reader_of_text(text, "p.md").links] == targets

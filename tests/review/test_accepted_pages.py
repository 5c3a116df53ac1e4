"""Accepted pages pass, and the benchmark sees what is changed outside of code blocks."""

from pathlib import Path
from random import Random

from benchmarks.accepted_pages import accepted, copied, outside

_PAGE = 'Text.\n```http\n{ "a": 1 }\n```\nEnd.\n'


def test_only_lines_inside_code_blocks_may_differ() -> None:
    assert list(outside(_PAGE, _PAGE.replace("1", "2"))) == []
    assert list(outside(_PAGE, _PAGE.replace("End", "Start"))) == ["End.\n", "Start.\n"]
    assert list(outside(_PAGE, _PAGE.replace("```http", "```"))) == ["```http\n", "```\n"]


def test_accepted_pages_pass_and_do_not_change_again(corpus: Path, tmp_path: Path) -> None:
    random = Random(3)
    copied(corpus, tmp_path, random, 30)
    figures = accepted(tmp_path, random)
    assert figures.faults == []
    assert figures.counts["pages changed"]
    assert figures.counts["cases with changes: passed"]

from pathlib import Path

import pytest

from docreplay.diagnostics.registry import discover
from docreplay.model.finding import Rule
from tests.compare import rows
from tests.support.book import Example, examples

RULES = discover("docreplay.compare.rules", "RULE", Rule)
BOOK = {example.id: example for example in examples(Path(__file__).parent / "rules.md")}


def codes(row: Example) -> list[str]:
    return [line.split()[0] for line in rows.found(row).split("\n") if line.startswith("CON")]


@pytest.mark.parametrize("name", [rule.name for rule in RULES])
def test_a_rule_fires_once_on_the_answer_that_breaks_it(name: str) -> None:
    rule = next(rule for rule in RULES if rule.name == name)
    assert codes(BOOK[name]) == [rule.code]


@pytest.mark.parametrize("name", [rule.name for rule in RULES])
def test_a_rule_stays_silent_on_the_answer_that_does_not(name: str) -> None:
    assert codes(BOOK[f"{name}, silent"]) == []


def test_the_book_has_no_row_of_a_rule_that_is_gone() -> None:
    names = {rule.name for rule in RULES}
    assert set(BOOK) == names | {f"{name}, silent" for name in names}

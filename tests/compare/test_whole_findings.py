"""All of what a finding carries, of every row of the truth table and of the book of rules."""

from collections.abc import Iterator
from pathlib import Path

from docreplay.cases.build import build_cases
from tests.compare import rows
from tests.support.book import Example, examples
from tests.support.findings import whole
from tests.support.golden import assert_golden

HERE = Path(__file__).parent


def lines(row: Example) -> Iterator[str]:
    case = build_cases(rows.reading(row).exchanges)[0]
    yield from whole(row.id, rows.compared(row, case.expectation, case.request))


def test_the_findings_of_the_truth_table_are_whole() -> None:
    found = [line for row in examples(HERE / "truth_table.md") for line in lines(row)]
    assert_golden(HERE / "goldens/truth_table.jsonl", "\n".join(found) + "\n")


def test_the_findings_of_the_book_of_rules_are_whole() -> None:
    found = [line for row in examples(HERE / "rules/rules.md") for line in lines(row)]
    assert_golden(HERE / "goldens/rules.jsonl", "\n".join(found) + "\n")

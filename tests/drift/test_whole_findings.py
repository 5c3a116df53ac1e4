"""All fields of the findings of every example in the book of rules."""

from pathlib import Path

from tests.drift.pairs import alone, drifted, sides
from tests.support.book import examples
from tests.support.findings import whole
from tests.support.golden import assert_golden

HERE = Path(__file__).parent


def test_the_findings_of_the_book_are_whole() -> None:
    found: list[str] = []
    for example in examples(HERE / "rules.md"):
        page = example.get("alone")
        findings = alone(page) if page else drifted(*sides(example))
        found += whole(example.id, findings)
    assert_golden(HERE / "goldens/rules.jsonl", "\n".join(found) + "\n")

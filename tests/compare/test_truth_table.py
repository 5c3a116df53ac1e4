from pathlib import Path

from tests.compare import rows
from tests.support.book import Example, parametrize


@parametrize(Path(__file__).parent / "truth_table.md")
def test_an_answer_has_the_findings_of_the_table(example: Example) -> None:
    assert rows.found(example) == example.get("findings")

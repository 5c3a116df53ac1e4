from pathlib import Path

from tests.compare import rows
from tests.support.book import Example, parametrize


@parametrize(Path(__file__).parent / "truth_table.md")
def test_an_answer_is_judged_as_the_table_says(example: Example) -> None:
    assert rows.found(example) == example.get("findings")

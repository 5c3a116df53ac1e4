"""Lines without a sentence are recognized in linear time."""

import pytest

from benchmarks.processor_time import limited
from docreplay.drift.rules.sentence_untranslated import CHECK
from docreplay.testing import run_drift_rule


@pytest.mark.parametrize(
    "line", ["[a]: bbbb cccc dddd", '=== "Tab"', "[!INCLUDE [a](b.md)]", "# [Tab](#tab/x)", ">  >"]
)
@pytest.mark.parametrize("end", ["words", "", "x\n"])
def test_many_lines_of_definitions_are_read_at_once(line: str, end: str) -> None:
    text = f"{line}\n" * 400 + end
    translation = text.replace("words", "Wörter")
    limited(lambda: run_drift_rule(CHECK, text, translation), 5)

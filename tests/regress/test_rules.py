from pathlib import Path

import pytest

from docreplay.diagnostics.rule_catalogue import all_rules
from docreplay.regress.check import PlaceCheck, RequestCheck, place_checks, request_checks
from tests.regress import rows
from tests.support.book import Example, examples, parametrize

BOOK = Path(__file__).parent / "rules.md"
CHECKS: tuple[RequestCheck | PlaceCheck, ...] = (*request_checks(), *place_checks())
NOT_IN_ROWS = {
    "REG413": "the time of a response is not in a row: tests/cli/commands/test_regress.py",
    "REG441": "a link is not followed in a row: tests/cli/commands/test_regress.py",
}


@parametrize(BOOK)
def test_a_row_has_its_findings(example: Example) -> None:
    assert rows.found(example) == example.get("findings")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.rule.code)
def test_a_rule_has_rows_for_the_change_and_for_its_reverse(
    check: RequestCheck | PlaceCheck,
) -> None:
    code, mirror = check.rule.code, check.mirror
    assert bool(mirror.reason) is not bool(mirror.kind), "a reverse, or why there is none"
    if code in NOT_IN_ROWS:
        return
    found = [line for row in examples(BOOK) for line in row.get("findings").split("\n")]
    classes = [line.split()[2] for line in found if line.startswith(code)]
    assert classes
    assert mirror.change_class in classes


def test_there_is_one_rule_for_each_class_of_change() -> None:
    codes = sorted(check.rule.code for check in CHECKS)
    assert codes == [f"REG4{number:02}" for number in range(1, 44)]
    assert set(codes) <= {rule.code for rule in all_rules()}

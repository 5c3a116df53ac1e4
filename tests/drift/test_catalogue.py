"""The catalogue of the rules of drift."""

from collections import Counter

from benchmarks.drift_fired import CATALOGUE, renewed, verdicts
from docreplay.diagnostics.rule_catalogue import all_rules

CODES = [rule.code for rule in all_rules() if rule.code.startswith("DRI")]
ROWS = [line for line in CATALOGUE.read_text(encoding="utf-8").split("\n") if line[:5] == "| DRI"]


def test_each_rule_has_a_row_with_what_was_read_of_it() -> None:
    assert [row.split()[1] for row in ROWS] == CODES
    for row in ROWS:
        *_, read, true, pointless, false, _change, _end = (cell.strip() for cell in row.split("|"))
        assert int(read) == int(true) + int(pointless) + int(false), row


def test_numbers_are_renewed_and_labels_kept() -> None:
    heads = {code: f"| {code} new | 1 | 2 | 3,000 |" for code in CODES}
    found = renewed("\n".join(ROWS), heads).split("\n")
    for row, old in zip(found, ROWS, strict=True):
        assert row.split("|")[2:5] == [" 1 ", " 2 ", " 3,000 "]
        assert row.split("|")[5:] == old.split("|")[5:]


def test_errors_on_pages_in_sync_are_judged_by_a_reader() -> None:
    found = verdicts()
    assert Counter(found.values()) == {"damage": 13, "false": 5, "benign": 1}
    assert {code for _, _, code in found} <= {*CODES}

"""The catalogue of the rules of drift."""

import json
import re
from collections import Counter

from benchmarks.drift_fired import CATALOGUE, renewed, verdicts
from docreplay.diagnostics.rule_catalogue import all_rules

CODES = [rule.code for rule in all_rules() if rule.code.startswith("DRI")]
LABELS = CATALOGUE.with_name("drift_labels.json")
ROWS = [line for line in CATALOGUE.read_text(encoding="utf-8").split("\n") if line[:5] == "| DRI"]


def test_each_rule_has_a_row_with_what_was_read_of_it() -> None:
    assert [row.split()[1] for row in ROWS] == CODES
    for row in ROWS:
        *_, read, true, pointless, false, _change, _end = (cell.strip() for cell in row.split("|"))
        assert int(read) == int(true) + int(pointless) + int(false), row


def test_each_rule_has_a_line_of_what_breaks_and_what_keeps_it_quiet() -> None:
    above, _ = CATALOGUE.read_text(encoding="utf-8").split("## What fired")
    lines = [line for line in above.split("\n") if line.startswith("| ")]
    told = {code for line in lines for code in re.findall(r"DRI\d{3}", line)}
    assert told == {*CODES}


def test_what_readers_labelled_is_counted_in_the_rows() -> None:
    labels = Counter(item["code"] for item in json.loads(LABELS.read_text(encoding="utf-8")))
    least = {row.split()[1]: int(row.split("|")[5]) for row in ROWS}
    assert {code for code, number in labels.items() if number > least[code]} == set()


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

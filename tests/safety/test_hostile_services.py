"""A bounded part of the hostile services; `make fuzz` runs against all of them."""

import pytest

from benchmarks.hostile_services import ROWS, Row, outcome, violations

QUICK = sorted(name for name, row in ROWS.items() if not (row.again or row.pause))[::3]


def test_the_number_of_hostile_answers_is_complete() -> None:
    assert len(ROWS) >= 150


@pytest.mark.parametrize("name", QUICK)
def test_no_answer_ends_a_run(name: str) -> None:
    assert list(violations([name])) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gzip, 8 bytes missing", "error: the gzip body of the response is incomplete"),
        ("gzip, wrong checksum", "error: the response body is not valid gzip"),
        ("gzip bomb", "error: the response is larger than 1000000 bytes"),
        ("gzip bomb in gzip", "error: the response is larger than 1000000 bytes"),
        ('body b\'{"a": 1, "a": 2}\', 16', "the name `a` more than once"),
        ("slow body", "error: no complete response within 1 s"),
    ],
)
def test_the_outcome_names_the_reason(name: str, said: str) -> None:
    assert said in outcome(ROWS[name])[0]


def test_the_harness_notices_a_documented_answer() -> None:
    body = b'{"a": 1, "b": {"a": 2}, "c": "x"}'
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 33\r\n\r\n"
    assert outcome(Row(head + body))[0] == "passed"

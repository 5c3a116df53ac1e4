import json
from datetime import date

import pytest

from docreplay.baseline.accepted_changes import AcceptedChange, accepted_text, parse_accepted
from docreplay.errors import ConfigError
from tests.report.test_records import validator

CHANGE = AcceptedChange(
    fingerprint="47732c398f60574f",
    code="REG418",
    change="`/height` is gone",
    reason="约定",
    expires="2027-01-31",
)


def test_what_is_written_is_read_again_and_conforms_to_its_schema() -> None:
    text = accepted_text([CHANGE])
    assert parse_accepted(text, "x") == {CHANGE.fingerprint: CHANGE}
    for line in text.splitlines():
        validator("accepted-change").validate(json.loads(line))


def test_a_change_is_accepted_on_its_last_day_and_not_on_the_next() -> None:
    assert not CHANGE.is_expired(date(2027, 1, 31))
    assert CHANGE.is_expired(date(2027, 2, 1))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "invalid JSON"),
        ("[]", "expected a JSON object"),
        ('{"reson": "x"}', "unknown key `reson` (did you mean `reason`?)"),
        ('{"code": 1}', "`code` must be a string"),
        ('{"code": "REG418"}', "missing key `fingerprint`"),
        (
            '{"fingerprint": "1", "code": "2", "change": "3", "reason": " "}',
            "`reason` must not be blank",
        ),
        (
            '{"fingerprint": "1", "code": "2", "change": "3", "reason": "4", "expires": "soon"}',
            "invalid date `soon`",
        ),
    ],
)
def test_a_line_that_is_not_valid_is_refused_with_its_number(line: str, reason: str) -> None:
    with pytest.raises(ConfigError) as error:
        parse_accepted(f"\n{line}\n", "accepted.jsonl")
    assert f"accepted.jsonl:2: {reason}" in str(error.value)

"""The keys of the configuration about recorded responses."""

import re

from docreplay.config.setting import Setting
from docreplay.config.value_types import FLAG, RECORD_MODE, TEXT, ValueType, must_be

_MOST = 1_000_000


def _days(value: object) -> int:
    is_number = type(value) is int and 0 <= value < _MOST
    text = value if isinstance(value, str) else str(value) if is_number else ""
    if not re.fullmatch(r"[0-9]{1,6}", text, re.ASCII):
        raise must_be("a number of days", value)
    return int(text)


_DAYS = ValueType(
    "number of days",
    _days,
    {
        "anyOf": [
            {"type": "integer", "minimum": 0, "maximum": _MOST - 1},
            {"type": "string", "pattern": "^[0-9]{1,6}$"},
        ]
    },
)
RECORDINGS = (
    Setting(
        "record-mode",
        "Service",
        RECORD_MODE,
        "How recorded responses are used. `off` (the default) sends every request. `none` sends"
        " none: recordings answer, and a request without one fails. `once` records the pages that"
        " have no cassette, `new-episodes` the requests that have no recording, `all` every"
        " request. `rewrite` also removes the recordings that no request needed. `verify` sends"
        " every request and reports how the response differs from the recording.",
        'record-mode = "none"',
    ),
    Setting(
        "cassettes",
        "Service",
        TEXT,
        "Folder of the recorded responses, relative to the project: one file for each page.",
        'cassettes = "cassettes"',
    ),
    Setting(
        "max-recording-age",
        "Service",
        _DAYS,
        "Number of days after which a recording that answered is reported as expired; 0 (the"
        " default) is any number.",
        "max-recording-age = 90",
    ),
    Setting(
        "block-network",
        "Service",
        FLAG,
        "Send no request to a service: what has no recording fails.",
        "block-network = true",
    ),
)
"""The settings, in the order of the documentation."""

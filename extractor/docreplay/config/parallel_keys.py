"""The keys of the configuration about what processes of a run do at the same time."""

import re

from docreplay.config.setting import Setting
from docreplay.config.value_types import ValueType, must_be


def _number(value: object) -> int:
    is_number = type(value) is int and 0 <= value <= 9999
    text = value if isinstance(value, str) else str(value) if is_number else ""
    if not re.fullmatch(r"[0-9]{1,4}", text, re.ASCII):
        raise must_be("a number of requests", value)
    return int(text)


_REQUESTS = ValueType(
    "number of requests",
    _number,
    {
        "anyOf": [
            {"type": "integer", "minimum": 0, "maximum": 9999},
            {"type": "string", "pattern": "^[0-9]{1,4}$"},
        ]
    },
)
PARALLEL = (
    Setting(
        "max-in-flight",
        "Service",
        _REQUESTS,
        "Number of requests that the worker processes of `-n` may have sent to a service at the"
        " same time without a response yet; 0 (the default) is one for each process.",
        "max-in-flight = 2",
    ),
)
"""The settings, in the order of the documentation."""

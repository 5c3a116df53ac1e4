"""The keys of the configuration about how much, how fast and how long a service is asked."""

import re

from docreplay.config.setting import Setting
from docreplay.config.value_types import FLAG, SECONDS, TEXTS, ValueType, must_be
from docreplay.model.http.http import FIELD_NAME, is_field_name
from docreplay.model.json.value import JSON

_MOST = 1_000_000_000
_RATE = re.compile(r"\s*(\d{1,6}(?:\.\d{1,3})?)\s*/\s*(s|m|h)\s*", re.ASCII)
_SECONDS = {"s": 1, "m": 60, "h": 3600}
_RATE_SCHEMA = r"^\s*((?=[^/]*[1-9])[0-9]{1,6}(\.[0-9]{1,3})?\s*/\s*[smh]|[aA][uU][tT][oO]|)\s*$"


def _count(value: object) -> int:
    is_number = type(value) is int and 0 <= value < _MOST
    text = value if isinstance(value, str) else str(value) if is_number else ""
    if not re.fullmatch(r"[0-9]{1,9}", text, re.ASCII):
        raise must_be("a number, or 0 for no limit", value)
    return int(text)


def _seconds(value: object) -> object:
    is_zero = value in (0, "0") and not isinstance(value, bool)
    return 0.0 if is_zero else SECONDS.parse(value)


def _rate(value: object) -> str:
    text = value.strip().lower() if isinstance(value, str) else None
    if text is None or not (text in ("", "auto") or requests_per_second(text)):
        raise must_be('"auto" or a rate such as "10/s" or "100/m"', value)
    return text


def requests_per_second(text: str) -> float:
    """Return the rate of `10/s`, `100/m` or `1000/h`; 0 for all other texts."""
    found = _RATE.fullmatch(text)
    return float(found[1]) / _SECONDS[found[2]] if found else 0.0


def _methods(value: object) -> object:
    methods = TEXTS.parse(value)
    if not isinstance(methods, tuple) or not all(map(is_field_name, methods)):
        raise must_be("a list of methods", value)
    return tuple(method.upper() for method in methods)


COUNT = ValueType(
    "number, or 0",
    _count,
    {
        "anyOf": [
            {"type": "integer", "minimum": 0, "maximum": _MOST - 1},
            {"type": "string", "pattern": "^[0-9]{1,9}$"},
        ]
    },
)
_OPTIONAL_SECONDS = ValueType(
    "number of seconds, or 0", _seconds, {"anyOf": [dict(SECONDS.schema), {"enum": [0, "0"]}]}
)
RATE = ValueType('"auto", or a rate', _rate, {"type": "string", "pattern": _RATE_SCHEMA})
_METHOD: dict[str, JSON] = {"type": "string", "pattern": f"^{FIELD_NAME}$"}
METHODS = ValueType(
    "list of methods",
    _methods,
    {"anyOf": [{"type": "array", "items": _METHOD}, _METHOD]},
    is_list=True,
)

LIMITS = (
    Setting(
        "connect-timeout",
        "Service",
        _OPTIONAL_SECONDS,
        "Seconds after which connecting has failed; 0 for no limit but `timeout`.",
        "connect-timeout = 5",
    ),
    Setting(
        "read-timeout",
        "Service",
        _OPTIONAL_SECONDS,
        "Seconds that a service may be silent within a response; 0 for no limit but `timeout`.",
        "read-timeout = 10",
    ),
    Setting(
        "run-timeout",
        "Service",
        _OPTIONAL_SECONDS,
        "Seconds after which a run sends no more requests; 0 for no limit. The remaining cases are"
        " not judged (RUN507).",
        "run-timeout = 600",
    ),
    Setting(
        "max-requests",
        "Service",
        COUNT,
        "Number of requests after which a run sends no more, repeated ones included; 0 for no"
        " limit. The remaining cases are not judged (RUN507).",
        "max-requests = 500",
    ),
    Setting(
        "rate-limit",
        "Service",
        RATE,
        "Number of requests that a run sends per second, minute or hour (`10/s`, `100/m`,"
        " `1000/h`). `auto` obeys the headers `RateLimit`, `RateLimit-Remaining`,"
        " `X-RateLimit-Remaining` and `Retry-After` of responses.",
        'rate-limit = "10/s"',
    ),
    Setting(
        "retries",
        "Service",
        COUNT,
        "Number of times that a request is sent again if the service responds with 429 or 503, or"
        " if the connection fails before a response. The wait is that of `Retry-After`, or else"
        " random and growing.",
        "retries = 3",
    ),
    Setting(
        "retry-methods",
        "Service",
        METHODS,
        "Methods that are sent again; by default the idempotent ones. A request with an"
        " `Idempotency-Key` header always is.",
        'retry-methods = ["GET", "HEAD"]',
    ),
    Setting(
        "stop-after-unanswered",
        "Service",
        COUNT,
        "Number of requests in a row without a response after which a run sends no more to the"
        " host; 0 for no limit. The remaining cases are not judged (RUN507).",
        "stop-after-unanswered = 3",
    ),
    Setting(
        "allow-private-addresses",
        "Service",
        FLAG,
        "Send requests to hosts of `allow-hosts` that have a loopback or private address, too. By"
        " default only the base URL may have one; link-local addresses are always refused.",
        "allow-private-addresses = true",
    ),
)

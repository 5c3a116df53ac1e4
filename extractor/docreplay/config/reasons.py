"""The type of `exclude-cases`: why cases are not sent, by page pattern."""

from docreplay.config.value_types import TEXT, InvalidValue, ValueType, must_be
from docreplay.model.json.value import JSON


def _reasons(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise must_be("a table of reasons by page pattern", value)
    found: dict[str, str] = {}
    for pattern, reason in value.items():
        if not str(TEXT.parse(reason)).strip():
            raise InvalidValue(f"`{pattern}` has no reason", f'write "{pattern}" = "why"')
        found[pattern] = str(reason).strip()
    return found


_REASON: dict[str, JSON] = {"type": "string", "pattern": "\\S"}
REASONS = ValueType(
    "table of reasons by page pattern",
    _reasons,
    {"type": "object", "additionalProperties": _REASON},
    in_environment=False,
)

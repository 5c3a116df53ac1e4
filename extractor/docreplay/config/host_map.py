"""The type of `hosts`: which URL replaces a documented host."""

from collections.abc import Mapping

from docreplay.config.value_types import (
    BASE_URL,
    HOST_SCHEMA,
    HOSTS,
    InvalidValue,
    ValueType,
    must_be,
)
from docreplay.model.json.value import JSON


def _host_map(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise must_be("a table of URLs by host", value)
    found: dict[str, str] = {}
    for host, url in value.items():
        HOSTS.parse([host])
        if not url:
            raise InvalidValue(f"URL of `{host}` is empty", f'write "{host}" = "https://…"')
        found[host] = str(BASE_URL.parse(url))
    return found


_URL: Mapping[str, JSON] = {"allOf": [dict(BASE_URL.schema), {"minLength": 1}]}
HOST_MAP = ValueType(
    "table of URLs by host",
    _host_map,
    {"type": "object", "propertyNames": HOST_SCHEMA, "additionalProperties": dict(_URL)},
    in_environment=False,
)

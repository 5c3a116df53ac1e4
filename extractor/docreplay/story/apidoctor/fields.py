"""Members of the objects in scenario files: which there are, and of which kind their values are."""

from collections.abc import Mapping
from typing import Literal

Kind = Literal["text", "flag", "texts", "statuses", "table", "captures", "steps"]
"""`table` has values of any kind; `captures` has texts."""

_REQUEST: Mapping[str, Kind] = {
    "http-request": "text",
    "method": "text",
    "canned-request": "text",
    "request-parameters": "table",
    "allowed-status-codes": "statuses",
}
STEP: Mapping[str, Kind] = {**_REQUEST, "capture": "captures", "secondary-account": "flag"}
"""A request of `test-setup`."""
CANNED: Mapping[str, Kind] = {**STEP, "name": "text"}
"""An element of `canned-requests`."""
SCENARIO: Mapping[str, Kind] = {
    **_REQUEST,
    "name": "text",
    "enabled": "flag",
    "test-setup": "steps",
    "expectations": "table",
    "status-codes-to-retry": "statuses",
    "scopes": "texts",
    "apiVersions": "texts",
    "tags": "texts",
}
"""An element of `scenarios`."""
FILE = ("scenarios", "canned-requests")
"""Members of a file that contain them."""
EXPECTED: Mapping[Kind, str] = {
    "text": "a string",
    "flag": "true or false",
    "texts": "an array of strings",
    "statuses": "an array of status codes",
    "table": "an object",
    "captures": "an object",
    "steps": "an array of objects",
}
ELSEWHERE: Mapping[str, str] = {
    "implicit-variable": "API Doctor reads it and never uses it; set the value by `capture`",
    "test-setup": "only scenarios have it; move these requests to the scenario",
    "expectations": "only the response of a scenario's own request is checked",
    "status-codes-to-retry": "only a scenario has it",
    "enabled": "only a scenario has it",
    "scopes": "only a scenario has it",
    "apiVersions": "only a scenario has it",
    "tags": "only a scenario has it",
    "capture": "only a request of `test-setup` or a canned request has it",
    "secondary-account": "only a request of `test-setup` or a canned request has it",
    "http-request": "the request of a scenario is that of its `method`",
    "canned-request": "the request of a scenario is that of its `method`",
}
"""Why a member has no effect where it is."""

"""Headers by which a service names the monitor of an operation that it accepts with 202."""

from collections.abc import Iterable

from docreplay.model.case import Expectation
from docreplay.model.http.http import Header

MONITORS = ("operation-location", "azure-asyncoperation", "location")
"""Names of headers, in lower case; the first one that a response has counts, because `Location`
beside another header leads to the result (Azure REST API Guidelines, long-running operations)."""


def names_monitor(headers: Iterable[Header]) -> bool:
    """Return True if documented headers name a monitor."""
    return any(header.name.lower() in MONITORS for header in headers)


def is_accepted(expectation: Expectation) -> bool:
    """Return True if a documented response accepts an operation and names its monitor."""
    return expectation.status == 202 and names_monitor(expectation.headers)

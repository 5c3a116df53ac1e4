"""Which documented headers a response must have, and which of their values are compared."""

import pytest

from docreplay.compare.compare import compare
from docreplay.testing import cases_of, exchange, response

REQUIRED = [
    "Allow",
    "Content-Location",
    "Content-Range",
    "ETag",
    "Last-Modified",
    "Location",
    "Operation-Location",
    "OData-Version",
    "Retry-After",
    "WWW-Authenticate",
]
COMPARED = [
    "Accept-Ranges",
    "Content-Disposition",
    "Content-Language",
    "Preference-Applied",
    "Vary",
]
IGNORED = ["Date", "X-Request-Id", "Content-Length", "Cache-Control", "Server"]


def codes(documented: str, given: str = "") -> list[str]:
    """Return the codes of the findings on a response with a header, or with none."""
    (case,) = cases_of(exchange(response=f"HTTP/1.1 200 OK\n{documented}"))
    found = compare(case.expectation, response(f"HTTP/1.1 200 OK\n{given}\n\n"))
    return [finding.code for finding in found]


@pytest.mark.parametrize("name", [*REQUIRED, *COMPARED])
def test_a_header_that_clients_rely_on_must_be_there(name: str) -> None:
    assert codes(f"{name}: 1") == ["CON203"]
    assert codes(f"{name}: 1", f"{name.lower()}: 1") == []


@pytest.mark.parametrize("name", COMPARED)
def test_the_value_of_some_headers_is_compared(name: str) -> None:
    assert codes(f"{name}: one", f"{name}: two") == ["CON204"]


@pytest.mark.parametrize("name", ["Allow", "ETag", "OData-Version"])
def test_the_value_of_other_headers_is_not_compared(name: str) -> None:
    assert codes(f"{name}: one", f"{name}: two") == []


@pytest.mark.parametrize("name", IGNORED)
def test_other_headers_are_ignored(name: str) -> None:
    assert codes(f"{name}: 1") == []

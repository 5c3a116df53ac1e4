"""Which documented headers a response must have, and which of their values are compared."""

import re

import pytest

from docreplay.compare.compare import compare
from docreplay.model.finding import Finding, Severity
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
OWN = ["X-Total-Count", "Link", "ETags", "X-Date", "Traceability"]
IGNORED = re.findall(
    r"\S+",
    """Accept Accept-Encoding Accept-Patch Age Alt-Svc Cache-Control Connection Content-Encoding
    Content-Length Content-Security-Policy Content-Security-Policy-Report-Only Date Duration
    Expires Host Keep-Alive NEL P3P Pragma Report-To Server Server-Timing Set-Cookie
    Strict-Transport-Security TE Trailer Transfer-Encoding Upgrade Via Warning
    Access-Control-Allow-Origin Cross-Origin-Opener-Policy Referrer-Policy Permissions-Policy
    X-Powered-By X-AspNet-Version X-Content-Type-Options X-Frame-Options X-XSS-Protection
    X-Runtime X-Cache X-Cache-Hits X-Served-By X-Timer X-Amz-Cf-Id X-Ms-Ags-Diagnostic
    X-Robots-Tag X-UA-Compatible CF-Ray Akamai-Grn Traceparent Tracestate X-Request-Id
    Request-Id X-RequestId Client-Request-Id X-Correlation-Id X-Trace-Id X-Activity-Id
    X-Session-Guid""",
)


def findings(documented: str, given: str = "") -> list[Finding]:
    """Return the findings on a response with a header, or with none."""
    (case,) = cases_of(exchange(response=f"HTTP/1.1 200 OK\n{documented}"))
    return list(compare(case.expectation, response(f"HTTP/1.1 200 OK\n{given}\n\n")))


def codes(documented: str, given: str = "") -> list[str]:
    """Return the codes of those findings."""
    return [finding.code for finding in findings(documented, given)]


@pytest.mark.parametrize("name", [*REQUIRED, *COMPARED])
def test_a_header_that_clients_rely_on_must_be_there(name: str) -> None:
    (finding,) = findings(f"{name}: 1")
    assert (finding.code, finding.severity) == ("CON203", Severity.ERROR)
    assert codes(f"{name}: 1", f"{name.lower()}: 1") == []


@pytest.mark.parametrize("name", OWN)
def test_a_missing_header_of_the_api_itself_is_a_warning(name: str) -> None:
    (finding,) = findings(f"{name}: 1")
    assert (finding.code, finding.severity) == ("CON203", Severity.WARNING)
    assert codes(f"{name}: 1", f"{name}: 2") == []


@pytest.mark.parametrize("name", COMPARED)
def test_the_value_of_some_headers_is_compared(name: str) -> None:
    assert codes(f"{name}: one", f"{name}: two") == ["CON204"]


@pytest.mark.parametrize("name", ["Allow", "ETag", "OData-Version"])
def test_the_value_of_other_headers_is_not_compared(name: str) -> None:
    assert codes(f"{name}: one", f"{name}: two") == []


@pytest.mark.parametrize("name", IGNORED)
def test_other_headers_are_ignored(name: str) -> None:
    assert codes(f"{name}: 1") == []

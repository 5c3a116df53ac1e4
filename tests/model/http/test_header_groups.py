"""Response headers that say nothing about the API, and those that clients rely on."""

import pytest

from docreplay.model.http.header_groups import is_rate_limit, is_volatile

VOLATILE = """
    Date Age X-Request-ID Request-Id client-request-id X-Correlation-ID x-ms-client-request-id
    x-ms-request-id x-ms-ags-diagnostic X-Runtime traceparent tracestate b3 baggage
    X-Amzn-Trace-Id X-Cloud-Trace-Context sentry-trace X-B3-TraceId x-datadog-trace-id CF-Ray
    Connection Transfer-Encoding Content-Length Content-Encoding Keep-Alive Accept-Ranges Server
    Via X-Powered-By Alt-Svc X-Cache X-Cache-Hits Strict-Transport-Security
"""
LIMITS = """
    RateLimit RateLimit-Policy RateLimit-Remaining X-RateLimit-Limit X-Rate-Limit-Remaining
"""
OTHERS = "Content-Type ETag Cache-Control Location Link Retry-After X-Total-Count X-Request-Cost"


@pytest.mark.parametrize("name", VOLATILE.split())
def test_a_header_that_differs_in_every_response_is_volatile(name: str) -> None:
    assert is_volatile(name.lower())


@pytest.mark.parametrize("name", [*LIMITS.split(), *OTHERS.split()])
def test_a_header_that_an_api_decides_on_is_not_volatile(name: str) -> None:
    assert not is_volatile(name.lower())


@pytest.mark.parametrize("name", LIMITS.split())
def test_a_header_with_a_limit_of_requests_is_known(name: str) -> None:
    assert is_rate_limit(name.lower())


@pytest.mark.parametrize("name", [*VOLATILE.split(), *OTHERS.split()])
def test_other_headers_have_no_limit_of_requests(name: str) -> None:
    assert not is_rate_limit(name.lower())

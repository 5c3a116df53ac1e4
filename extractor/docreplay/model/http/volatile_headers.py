"""Headers whose values differ in every message, though nothing changed."""

import re

_NAMES = re.compile(
    r"date|age|expires|last-modified"  # the clock
    r"|x-request-id|request-id|client-request-id|x-correlation-id|correlation-id|x-runtime"
    r"|x-ms-(?:client-|correlation-)?request-id"
    r"|traceparent|tracestate|b3|x-b3-.*|x-datadog-.*|x-amzn-trace-id|x-cloud-trace-context"
    r"|sentry-trace|baggage"
    r"|connection|transfer-encoding|content-length|keep-alive|accept-ranges|server|via"
    r"|x-powered-by|alt-svc|cf-.*|x-cache.*|strict-transport-security|server-timing"
    r"|retry-after|x-ratelimit-.*|x-rate-limit-.*|ratelimit|ratelimit-.*"
    r"|etag|set-cookie"
)
"""Of responses; exact names, never parts of one: `x-update-date` is data."""
_SENT = re.compile(
    r"date|user-agent|x-request-id|request-id|client-request-id|x-correlation-id|correlation-id"
    r"|x-ms-(?:client-|correlation-)?request-id|traceparent|tracestate|b3|x-b3-.*|x-datadog-.*"
    r"|x-amzn-trace-id|x-cloud-trace-context|sentry-trace|baggage"
    r"|x-amz-date|x-amz-content-sha256|x-amz-security-token|x-ms-date|digest|content-digest"
    r"|signature|signature-input|stripe-signature|x-hub-signature.*|webhook-.*"
    r"|idempotency-key|x-idempotency-key|(?:x-)?(?:csrf|xsrf)-token|x-requestdigest"
    r"|host|content-length|connection|accept-encoding|transfer-encoding"
)
"""Of requests: times, ids, signatures, and what makes a repeated request a new one."""


def is_volatile(name: str) -> bool:
    """Return True if the value of a response's header differs each time."""
    return _NAMES.fullmatch(name.lower()) is not None


def is_volatile_sent(name: str) -> bool:
    """Return True if the value of a request's header differs each time."""
    return _SENT.fullmatch(name.lower()) is not None

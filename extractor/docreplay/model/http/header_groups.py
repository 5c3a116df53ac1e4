"""Response headers in groups: which ones differ in every response, and which clients rely on.

Names are exact, in lower case; only those of tracing systems are recognized by their beginning.
"""

VOLATILE = frozenset(
    {
        # clock
        "date",
        "age",
        # request ids
        "x-request-id",
        "request-id",
        "client-request-id",
        "x-correlation-id",
        "x-ms-client-request-id",
        "x-ms-request-id",
        "x-ms-ags-diagnostic",
        "x-runtime",
        # trace
        "traceparent",
        "tracestate",
        "b3",
        "baggage",
        "x-amzn-trace-id",
        "x-cloud-trace-context",
        "sentry-trace",
        # transport
        "connection",
        "transfer-encoding",
        "content-length",
        "content-encoding",
        "keep-alive",
        "accept-ranges",
        "server",
        "via",
        "x-powered-by",
        "alt-svc",
        "x-cache",
        "x-cache-hits",
        "strict-transport-security",
    }
)
"""Headers that say nothing about the API: their presence is not recorded."""
VOLATILE_BEGINNINGS = ("x-b3-", "x-datadog-", "cf-")
RATE_LIMIT = frozenset({"ratelimit", "ratelimit-policy"})
RATE_LIMIT_BEGINNINGS = ("x-ratelimit-", "x-rate-limit-", "ratelimit-")
CACHING = frozenset({"etag", "cache-control", "last-modified", "expires"})
"""Headers by which clients keep responses (RFC 9111), or ask for changed ones (RFC 9110 §13)."""
CONTENT = frozenset({"content-type", "www-authenticate"})
"""Headers whose content is a fact that shows their presence, too."""


def is_volatile(name: str) -> bool:
    """Return True for a header, in lower case, whose presence says nothing about the API."""
    return name in VOLATILE or name.startswith(VOLATILE_BEGINNINGS)


def is_rate_limit(name: str) -> bool:
    """Return True for a header, in lower case, with a limit of requests."""
    return name in RATE_LIMIT or name.startswith(RATE_LIMIT_BEGINNINGS)

"""Standard reason phrases, independent of the version of Python."""

_PHRASES = {
    200: "OK", 201: "Created", 202: "Accepted", 203: "Non-Authoritative Information",
    204: "No Content", 205: "Reset Content", 206: "Partial Content", 207: "Multi-Status",
    300: "Multiple Choices", 301: "Moved Permanently", 302: "Found", 303: "See Other",
    304: "Not Modified", 307: "Temporary Redirect", 308: "Permanent Redirect",
    400: "Bad Request", 401: "Unauthorized", 402: "Payment Required", 403: "Forbidden",
    404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable", 408: "Request Timeout",
    409: "Conflict", 410: "Gone", 411: "Length Required", 412: "Precondition Failed",
    415: "Unsupported Media Type", 416: "Range Not Satisfiable", 417: "Expectation Failed",
    423: "Locked", 424: "Failed Dependency", 428: "Precondition Required",
    429: "Too Many Requests", 500: "Internal Server Error", 501: "Not Implemented",
    502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
    507: "Insufficient Storage",
}  # fmt: skip  # a line each would be three screens
"""RFC 9110 §15, RFC 4918 §11 and RFC 6585, without those that had other names once (413, 422)."""


def usual_reason(status: int) -> str:
    """Return the standard phrase of a status code, or `""` if its names differ."""
    return _PHRASES.get(status, "")


def is_same_reason(one: str, other: str) -> bool:
    """Return True if two phrases differ at most in blanks and case."""
    return one.lower().split() == other.lower().split()

"""Secrets do not reach reports: which headers and query values are hidden."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit, urlunsplit

HIDDEN = "***"
_CREDENTIAL = re.compile(
    r"(?:proxy-)?authorization|(?:set-)?cookie2?|.*(?:api-?key|token|secret|password|signature).*",
    re.IGNORECASE,
)
_SECRET_QUERY = re.compile(
    r"((?:^|&)[^=&]*(?:key|token|sig|signature|code|password|secret|auth|credential)[^=&]*=)[^&]+",
    re.IGNORECASE,
)


def is_credential(header: str) -> bool:
    """Whether a header of that name carries a credential."""
    return _CREDENTIAL.fullmatch(header) is not None


def redacted_headers(
    headers: Iterable[tuple[str, str]], secrets: Iterable[str] = ()
) -> tuple[tuple[str, str], ...]:
    """The headers with the values of credentials, and of the names in `secrets`, hidden."""
    hidden = {name.lower() for name in secrets}
    return tuple(
        (name, HIDDEN if is_credential(name) or name.lower() in hidden else value)
        for name, value in headers
    )


def redacted_url(url: str) -> str:
    """The URL without user and password, and with the values of secret query parameters hidden."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return HIDDEN
    host = parts.netloc.rpartition("@")[2]
    query = _SECRET_QUERY.sub(rf"\g<1>{HIDDEN}", parts.query)
    return urlunsplit((parts.scheme, host, parts.path, query, ""))

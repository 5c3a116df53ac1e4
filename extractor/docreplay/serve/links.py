"""Rewrite links to the documented service so that they lead to this one."""

import re
from collections.abc import Callable
from dataclasses import replace

from docreplay.serve.message import MockResponse

_URL = re.compile(
    r"""(?<!\w)https?:(\\?/)\1([^/\\?#"'\s<>&,;)\]}]{1,253})((?:\\?/[^/\\?#"'\s<>&,;)\]}]*)*)""",
    re.IGNORECASE,
)
"""Slash, host and path of a URL; in JSON, its slashes may be escaped (RFC 8259 §7)."""
IsOwn = Callable[[str, str], bool]
"""Whether a URL of this host and path is one of the documented service."""
_KEPT = frozenset({"access-control-allow-origin", "content-security-policy", "www-authenticate"})
"""Headers with origins that are not links."""


def relinked(reply: MockResponse, is_own: IsOwn, base_url: str) -> MockResponse:
    """Return the reply with every URL of the documented service below the URL of this one.

    A client that follows `@odata.nextLink` or `Location` stays here, and so does its token. Bodies
    that are not UTF-8 are unchanged.
    """

    def put(match: re.Match[str]) -> str:
        slash, host, path = match.groups()
        if not is_own(host, path.replace("\\", "")):
            return match[0]
        return base_url.replace("/", slash) + path

    headers = tuple(
        (name, value if name.lower() in _KEPT else _URL.sub(put, value))
        for name, value in reply.headers
    )
    return replace(reply, headers=headers, body=_body(reply.body, put))


def _body(body: bytes, put: Callable[[re.Match[str]], str]) -> bytes:
    if b"http" not in body.lower():
        return body
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return body
    return _URL.sub(put, text).encode("utf-8")

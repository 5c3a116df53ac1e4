"""Why a connection had no complete response, in words, by what the layers below report."""

import errno
import ssl
from http.client import (
    BadStatusLine,
    HTTPException,
    IncompleteRead,
    LineTooLong,
    RemoteDisconnected,
)
from urllib.parse import urlsplit

from docreplay.model.case import Unreachable

_PLAIN_TEXT = frozenset(
    {
        "WRONG_VERSION_NUMBER",
        "HTTP_REQUEST",
        "UNKNOWN_PROTOCOL",
        "PACKET_LENGTH_TOO_LONG",
        "RECORD_LAYER_FAILURE",
        "UNEXPECTED_MESSAGE",
    }
)
"""Reasons of OpenSSL if the other side does not speak TLS."""
_TLS_ALERT = b"\x15\x03"
"""The start of an alert (RFC 8446 §5.1), with which TLS responds to plain HTTP."""


def failure_of(error: BaseException, url: str) -> Unreachable | None:
    """Return the failure that an error of the standard library is, on one line, or None.

    `url` is that of the request. A response that is not HTTP, or ends too early, is an answer: the
    service is there.
    """
    if reason := _tls_error(error, url):
        return Unreachable(reason=reason)
    if isinstance(error, IncompleteRead):
        reason = "the connection was closed in the middle of the response"
        return Unreachable(reason=reason, kind="died", answered=True)
    if reason := _http_error(error):
        return Unreachable(reason=reason, kind="unreadable", answered=True)
    if isinstance(error, ConnectionResetError | BrokenPipeError | ssl.SSLEOFError):
        reason = "the connection was closed before the response"
        return Unreachable(reason=reason, kind="died", transient=True)
    if reason := _connection_error(error, url):
        return Unreachable(reason=reason, transient=True)
    return None


def _tls_error(error: BaseException, url: str) -> str:
    """Return what is wrong between TLS and plain text, or with a certificate; else `""`."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate of the service is not trusted ({error.verify_message})"
    if isinstance(error, ssl.SSLError) and error.reason in _PLAIN_TEXT:
        return f"the service does not speak TLS (did you mean http://{urlsplit(url).netloc}?)"
    text = str(error).encode("latin-1", "replace")
    if isinstance(error, BadStatusLine) and _TLS_ALERT in text:
        return f"the service speaks TLS (did you mean https://{urlsplit(url).netloc}?)"
    return ""


def _http_error(error: BaseException) -> str:
    """Return what is wrong with the syntax of a response, or `""`."""
    if isinstance(error, LineTooLong):
        return "a header line of the response is too long"
    if type(error) is HTTPException:
        return f"invalid HTTP response: {error}"
    if isinstance(error, BadStatusLine) and not isinstance(error, RemoteDisconnected):
        return "the response is not HTTP: it does not begin with a status line"
    return ""


def _connection_error(error: BaseException, url: str) -> str:
    """Return why a connection was not made, or `""`."""
    if isinstance(error, ConnectionRefusedError):
        return f"connection refused: nothing listens at `{urlsplit(url).netloc}`"
    if isinstance(error, OSError) and error.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH):
        return f"`{urlsplit(url).hostname}` cannot be reached from this network"
    return ""

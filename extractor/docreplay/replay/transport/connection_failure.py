"""Why a connection had no complete response, in words, by what the layers below report."""

import errno
import ssl
from http.client import (
    BadStatusLine,
    HTTPException,
    IncompleteRead,
    LineTooLong,
    RemoteDisconnected,
    UnknownProtocol,
)
from urllib.parse import urlsplit

from docreplay.model.case import Unreachable
from docreplay.model.words import clip
from docreplay.replay.transport.tls_failure import tls_failure


def failure_of(error: BaseException, url: str) -> Unreachable | None:
    """Return the failure that an error of the standard library is, on one line, or None.

    `url` is that of the request. A response that is not HTTP, or ends too early, is an answer: the
    service is there.
    """
    if reason := tls_failure(error, url):
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


def _http_error(error: BaseException) -> str:
    """Return what is wrong with the syntax of a response, or `""`."""
    if isinstance(error, LineTooLong):
        return "a header line of the response is too long"
    if type(error) is HTTPException:
        return f"invalid HTTP response: {error}"
    if isinstance(error, UnknownProtocol):
        return f"the response is not HTTP/1.1: it begins with `{clip(str(error.args[0]))}`"
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

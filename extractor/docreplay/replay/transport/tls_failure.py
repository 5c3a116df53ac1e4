"""What is wrong with TLS: the certificate of the service or of the client, or no TLS at all."""

import re
import ssl
from http.client import BadStatusLine
from urllib.parse import urlsplit

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
_NOT_YET, _EXPIRED = 9, 10
_OTHER_HOST = (62, 64)
"""Verification errors of OpenSSL (`X509_V_ERR_…`): of host names and of addresses."""
_OF_CLIENT = {
    "CERTIFICATE_REQUIRED": "the service requires a client certificate (set `client-certificate`)",
    "HANDSHAKE_FAILURE": "the service refused the TLS handshake: it may require a client"
    " certificate (set `client-certificate`)",
    "UNKNOWN_CA": "the service does not trust the authority of the client certificate",
    "BAD_CERTIFICATE": "the service rejected the client certificate",
    "CERTIFICATE_EXPIRED": "the client certificate has expired",
    "CERTIFICATE_REVOKED": "the client certificate was revoked",
    "CERTIFICATE_UNKNOWN": "the service rejected the client certificate",
    "ACCESS_DENIED": "the service rejected the client certificate",
    "KEY_VALUES_MISMATCH": "the key does not belong to the client certificate (check `client-key`)",
    "PROTOCOL_VERSION": "the service supports no version of TLS that this machine allows",
}
"""What an alert of the service, or a fault of the client's own files, means (RFC 8446 §6.2)."""
_OWN_FILE = re.compile(
    r"Could not find (?:a suitable TLS CA certificate bundle, invalid path"
    r"|the TLS (?:certificate|key) file, invalid path): (.+)"
)
"""What requests says of a file that does not exist."""


def tls_failure(error: BaseException, url: str) -> str:
    """Return what is wrong between TLS and plain text, or with a certificate; else `""`."""
    host = urlsplit(url).netloc
    if isinstance(error, ssl.SSLCertVerificationError):
        return _of_service(error, urlsplit(url).hostname or "")
    if isinstance(error, ssl.SSLError):
        if error.reason in _PLAIN_TEXT:
            return f"the service does not speak TLS (did you mean http://{host}?)"
        reason = (error.reason or "").upper()
        return next((text for word, text in _OF_CLIENT.items() if reason.endswith(word)), "")
    if isinstance(error, BadStatusLine) and _TLS_ALERT in str(error).encode("latin-1", "replace"):
        return f"the service speaks TLS (did you mean https://{host}?)"
    missing = _OWN_FILE.search(str(error)) if isinstance(error, OSError) else None
    if missing:
        return f"the file {missing[1]} does not exist (check REQUESTS_CA_BUNDLE or CURL_CA_BUNDLE)"
    return ""


def _of_service(error: ssl.SSLCertVerificationError, host: str) -> str:
    """Return why the certificate of the service was not accepted."""
    if error.verify_code in _OTHER_HOST:
        return f"the certificate of the service is not for `{host}` (check the host of the URL)"
    if error.verify_code == _EXPIRED:
        return "the certificate of the service has expired (renew it)"
    if error.verify_code == _NOT_YET:
        return "the certificate of the service is not valid yet (check the clocks)"
    hint = "set `ca-bundle` if it is from a private authority"
    return f"the certificate of the service is not trusted: {error.verify_message} ({hint})"

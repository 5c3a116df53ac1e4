"""Origins of URLs, and checks of base URLs and allowed hosts."""

import re
from functools import lru_cache
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

BASE_URL_HINT = "write it like https://graph.example.com or http://127.0.0.1:8000"
_PORTS = {"http": 80, "https": 443}


class Origin(NamedTuple):
    """Scheme, host and port: what two URLs of one service have in common (RFC 6454 §4)."""

    scheme: str
    host: str
    """Lower case; an IPv6 address is without brackets."""
    port: int


def origin_of(url: str) -> Origin | None:
    """Return the origin of an absolute HTTP URL, with its default port, or None for other URLs."""
    # Up to the path, of which there are many.
    path = url.find("/", url.find("://") + 3)
    return _origin(url if path < 0 else url[:path])


@lru_cache(maxsize=256)
def _origin(url: str) -> Origin | None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    usual = _PORTS.get(parts.scheme)
    if usual is None or not parts.hostname:
        return None
    return Origin(parts.scheme, parts.hostname, usual if port is None else port)


def is_loopback(host: str) -> bool:
    """Return True if a host is this machine: 127.0.0.0/8, ::1 or `localhost` (RFC 6761 §6.3)."""
    name = host.lower().rstrip(".")
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


def is_among(origin: Origin, hosts: frozenset[str]) -> bool:
    """Return True if one of the hosts, `host` or `host:port`, is that of the origin."""
    host = f"[{origin.host}]" if ":" in origin.host else origin.host
    return host in hosts or f"{host}:{origin.port}" in hosts


def flaw_of_host(text: str) -> str:
    """Return why the text is neither `host` nor `host:port`, or `""`."""
    if "://" in text:
        return "expected HOST or HOST:PORT, got a URL"
    if "*" in text:
        return "expected HOST or HOST:PORT, got a pattern"
    try:
        parts = urlsplit(f"//{text}")
        port = parts.port
    except ValueError as error:
        return str(error)
    if parts.netloc != text or "@" in text or not parts.hostname or text != text.strip():
        return "expected HOST or HOST:PORT"
    return "missing port after `:`" if text.endswith(":") else _flaw_of_port(port)


def flaw_of_base_url(url: str) -> str:
    """Return why the text is not a base URL, without its password, or `""`."""
    flaw = _flaw(url)
    return f"invalid base URL `{without_secrets(url)}`: {flaw}" if flaw else ""


def without_secrets(url: str) -> str:
    """Return a URL or a host for a message: without user and password, query and fragment."""
    # a password may contain any character, also those that end a host
    before, at, rest = url.rpartition("@")
    scheme = before[: before.find("//") + 2] if "//" in before else ""
    shown = f"{scheme}***@{rest}" if at else url
    return re.split(r"[?#]", shown, maxsplit=1)[0]


def without_credentials(url: str) -> str:
    """Return the URL without user, password, query and fragment, as reports may show it."""
    return re.sub(r"//[^/?#]*@", "//", url).partition("?")[0].partition("#")[0]


def _flaw(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        return str(error)
    if parts.scheme not in _PORTS:
        return "must start with http:// or https://"
    return _flaw_of_place(url, parts) or _flaw_of_port(port)


def _flaw_of_place(url: str, parts: SplitResult) -> str:
    if not parts.hostname:
        return "missing host"
    if "@" in parts.netloc:
        return "credentials in the URL are not supported; set a header instead"
    if parts.netloc.endswith(":"):
        return "missing port after `:`"
    if "?" in url or "#" in url:
        return "must not have a query or a fragment"
    if not url.isprintable() or " " in url:
        return "contains a character that is not allowed in a URL"
    return ""


def _flaw_of_port(port: int | None) -> str:
    return "port 0 is not valid" if port == 0 else ""

"""Origins: which service a URL belongs to, and what a base URL and an allowed host may be."""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

BASE_URL_HINT = "write it like https://graph.example.com or http://127.0.0.1:8000"
_USER = re.compile(r"//[^/]*@")
_PORTS = {"http": 80, "https": 443}


class Origin(NamedTuple):
    """Scheme, host and port: what two URLs of one service have in common (RFC 6454 §4)."""

    scheme: str
    host: str
    """In lower case; an IPv6 address has no brackets."""
    port: int


def origin_of(url: str) -> Origin | None:
    """The origin of an absolute URL of HTTP, with the port that is meant; None for another URL."""
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


def is_among(origin: Origin, hosts: frozenset[str]) -> bool:
    """Whether one of the hosts, `host` for any port or `host:port`, is that of the origin."""
    host = f"[{origin.host}]" if ":" in origin.host else origin.host
    return host in hosts or f"{host}:{origin.port}" in hosts


def flaw_of_host(text: str) -> str:
    """Why the text is neither `host` nor `host:port`, or `""`."""
    if "://" in text:
        return "it is a URL"
    if "*" in text:
        return "it is a pattern"
    try:
        parts = urlsplit(f"//{text}")
        port = parts.port
    except ValueError as error:
        return str(error)
    if parts.netloc != text or "@" in text or not parts.hostname or text != text.strip():
        return "it holds more, or less, than a host and a port"
    return "its port is missing" if text.endswith(":") else _flaw_of_port(port)


def flaw_of_base_url(url: str) -> str:
    """Why no request can go below the URL, in a sentence without its password, or `""`."""
    flaw = _flaw(url)
    return f"`{_USER.sub('//***@', url)}` is no base URL: {flaw}" if flaw else ""


def _flaw(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        return str(error)
    if parts.scheme not in _PORTS:
        return "it begins with neither http:// nor https://"
    return _flaw_of_place(url, parts) or _flaw_of_port(port)


def _flaw_of_place(url: str, parts: SplitResult) -> str:
    if not parts.hostname:
        return "it names no host"
    if "@" in parts.netloc:
        return "it holds a user or a password, which belong into a header"
    if "?" in url or "#" in url:
        return "it has a query or a fragment"
    if not url.isprintable() or " " in url:
        return "it holds what no URL may hold"
    return ""


def _flaw_of_port(port: int | None) -> str:
    return "there is no port 0" if port == 0 else ""

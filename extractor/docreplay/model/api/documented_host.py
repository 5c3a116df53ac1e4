"""The hosts that pages document, and the one that the base URL replaces."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from docreplay.model.http.http import Request, values_of
from docreplay.model.http.url_template import split

_PORT = re.compile(r":\d*$")
_ROOT = 2
"""Leading segments that the root of a service may have: `/api/v2`."""


class DocumentedAddress(NamedTuple):
    """Where a page says that a request goes."""

    host: str
    """As `documented_host` returns it."""
    path: tuple[str, ...]
    """The first segments of the path: those of the root, and the one after it."""


def documented_host(request: Request) -> str:
    """Return the host of the request as it is documented, in lower case and without a port.

    The host of the target counts, else that of the Host header (RFC 9112 §3.2.2); placeholders in
    it are kept. `""` if neither is documented.
    """
    named = next(values_of("host", request.headers), "")
    return host_in(split(request.target).origin) or host_in(f"//{named.strip()}")


def host_in(origin: str) -> str:
    """Return the host of `https://host:port`, in lower case and without the dot of the root."""
    authority = origin.partition("//")[2].rpartition("@")[2]
    return _PORT.sub("", authority).lower().removesuffix(".")


def documented_address(request: Request) -> DocumentedAddress:
    """Return the host of the request and where its path begins, as they are documented."""
    path = split(request.target).path
    return DocumentedAddress(documented_host(request), tuple(path.split("/")[1 : _ROOT + 2]))


def main_host(pages: Iterable[Iterable[DocumentedAddress]]) -> str:
    """Return the host that most pages document; `pages` has the addresses of each page's requests.

    Of hosts on equally many pages, the one of more requests counts, then the one that is documented
    first. Where most requests name no host, the named one is a different one (an upload
    service, an identity provider), and `""` is returned, unless the paths agree: `GET /me` beside
    `GET https://api.example.com/v1.0/me` says where `/me` is.
    """
    on_pages: Counter[str] = Counter()
    in_requests: Counter[str] = Counter()
    starts: defaultdict[str, set[str]] = defaultdict(set)
    for addresses in pages:
        known = list(addresses)
        hosts = [address.host for address in known]
        on_pages.update(list(dict.fromkeys(hosts)))
        in_requests.update(hosts)
        for host, path in known:
            starts[host].update(filter(None, path if host else path[:1]))

    def votes(host: str) -> tuple[int, int]:
        return on_pages[host], in_requests[host]

    # `max` returns the first of equal ones, and a Counter keeps the order of insertion
    named = max(filter(None, on_pages), key=votes, default="")
    agrees = not starts[named].isdisjoint(starts[""])
    return named if agrees or votes(named) > votes("") else ""

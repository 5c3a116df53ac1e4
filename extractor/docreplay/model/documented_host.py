"""The hosts that pages document, and the one that the base URL replaces."""

import re
from collections import Counter
from collections.abc import Iterable

from docreplay.model.http import Request, values_of
from docreplay.model.url_template import split

_PORT = re.compile(r":\d*$")


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


def main_host(pages: Iterable[Iterable[str]]) -> str:
    """Return the host that most pages document; `pages` has the hosts of each page's requests.

    Of hosts on equally many pages, the one of more requests counts, then the one that is documented
    first. `""`, a request without a host, is counted like a host and precedes others: where most
    requests name none, a host that is named is a different one.
    """
    on_pages: Counter[str] = Counter()
    in_requests: Counter[str] = Counter()
    for hosts in pages:
        known = list(hosts)
        on_pages.update(list(dict.fromkeys(known)))
        in_requests.update(known)
    # `max` returns the first of equal ones, and a Counter keeps the order of insertion
    return max(on_pages, key=lambda host: (on_pages[host], in_requests[host], not host), default="")

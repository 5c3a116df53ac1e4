"""Addresses that a documented host must not have: those of this machine and of private networks.

The owner of a name in `allow-hosts` decides what it resolves to: it can lead to
the metadata service of a cloud, or to a service of the network that the run is in. So the name is
resolved once, all of its addresses are checked, and the connection goes to one of these.
"""

import socket
from collections.abc import Callable, Iterator
from functools import cached_property
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from docreplay.model.http.origin import Origin, origin_of

_Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], tuple[str, ...]]
"""Returns the addresses of a host. Raises `OSError` if there is none."""

_TRANSLATED = ip_network("64:ff9b::/96")
"""NAT64 (RFC 6052 §2.1): the address of a public IPv4 service, in a network without IPv4."""
_METADATA = frozenset(
    map(ip_address, ("169.254.169.254", "100.100.100.200", "168.63.129.16", "fd00:ec2::254"))
)
_CARRIER = ip_network("100.64.0.0/10")
_PROTOCOLS = ip_network("192.0.0.0/24")
_UNSPECIFIED = ip_network("0.0.0.0/8")
_SITE_LOCAL = ip_network("fec0::/10")


class RefusedAddress(Exception):
    """A host has an address that no request may be sent to; the message is one sentence."""


def resolved(host: str, port: int) -> tuple[str, ...]:
    """Return the addresses of a host, in the order of the system. Raises `OSError` without one.

    Decimal, octal and hexadecimal spellings of an address are resolved to it (`inet_aton`).
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(place[0]) for *_, place in found))


class AddressGuard:
    """Resolves hosts, and refuses those with an address that is not public.

    `base_url` is the tested service: its origin may have any address, and a different host may
    have one of its addresses. With `allow_private`, other private addresses are accepted too, but
    neither link-local ones nor those of metadata services.
    """

    def __init__(
        self, base_url: str, *, allow_private: bool = False, resolve: Resolve = resolved
    ) -> None:
        self._own: Origin | None = origin_of(base_url)
        self._allow_private = allow_private
        self._resolve = resolve

    def is_own(self, url: str) -> bool:
        """Return True if a URL has the origin of the base URL."""
        return origin_of(url) == self._own

    def addresses(self, host: str, port: int) -> tuple[str, ...]:
        """Return the addresses to connect to.

        Raises `RefusedAddress` if one of them must not be reached, `OSError` if there is none.
        """
        found = self._resolve(host, port)
        for text in found:
            if kind := self._refused(text):
                raise RefusedAddress(
                    f"`{host}` has the {kind} address {text}, which only the base URL may have"
                )
        return found

    def check_literal(self, host: str) -> None:
        """Raise `RefusedAddress` for a host that is itself such an address, in any spelling.

        A proxy resolves names.
        """
        bare = host.strip("[]").partition("%")[0]
        is_literal = ":" in bare or bare.rpartition(".")[2][:1].isdigit() or not bare
        if is_literal or bare.rstrip(".").lower() == "localhost":
            self.addresses(host, 0)

    def _refused(self, text: str) -> str:
        """Return the kind of an address that must not be reached, or `""`."""
        kind = kind_of_address(text)
        if not kind or (self._allow_private and kind not in ("link-local", "metadata")):
            return ""
        return "" if text in self._own_addresses else kind

    @cached_property
    def _own_addresses(self) -> frozenset[str]:
        if self._own is None:
            return frozenset()
        try:
            return frozenset(self._resolve(self._own.host, self._own.port))
        except OSError:
            return frozenset()


def kind_of_address(text: str) -> str:
    """Return what an address is instead of public (RFC 6890): `loopback`, `private`, …; or `""`.

    An IPv6 address that contains an IPv4 address is what that is.
    """
    return next(filter(None, map(_kind, _spellings(ip_address(text.partition("%")[0])))), "")


def _spellings(address: _Address) -> Iterator[_Address]:
    """Yield the addresses that packets to this one may reach: it, and IPv4 ones that it contains.

    Those are mapped, translated (both are IPv4 addresses only), 6to4 and Teredo.
    """
    if isinstance(address, IPv4Address):
        yield address
    elif address.ipv4_mapped or address in _TRANSLATED:
        yield IPv4Address(int(address) & 0xFFFFFFFF)
    else:
        yield address
        yield from filter(None, (address.sixtofour, *(address.teredo or ())))


def _kind(address: _Address) -> str:
    kinds = {
        "metadata": address in _METADATA,
        "loopback": address.is_loopback,
        "unspecified": address.is_unspecified or address in _UNSPECIFIED,
        "link-local": address.is_link_local or address in _SITE_LOCAL,
        "multicast": address.is_multicast,
        "carrier-grade NAT": address in _CARRIER,
        "private": address.is_private or address.is_reserved or address in _PROTOCOLS,
    }
    return next((kind for kind, applies in kinds.items() if applies), "")

"""Addresses that a host in `allow-hosts` must not have."""

import socket
from collections.abc import Callable, Sequence

import pytest

from docreplay.replay.transport.addresses import (
    AddressGuard,
    RefusedAddress,
    kind_of_address,
    resolved,
)

KINDS = {
    "loopback": ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1", "2002:7f00:1::"],
    "private": [
        *("10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fd00::1", "fc00::1"),
        *("::ffff:10.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1", "::10.0.0.1", "192.0.0.192"),
        *("198.18.0.1", "192.0.2.1", "240.0.0.1", "255.255.255.255", "2001:db8::1"),
    ],
    "link-local": ["169.254.1.1", "fe80::1", "fe80::1%eth0", "fec0::1", "::ffff:169.254.1.1"],
    "metadata": [
        *("169.254.169.254", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "fd00:ec2::254"),
        *("100.100.100.200", "168.63.129.16", "2002:a9fe:a9fe::"),
    ],
    "carrier-grade NAT": ["100.64.0.1", "100.127.255.255", "::ffff:100.64.0.1"],
    "unspecified": ["0.0.0.0", "0.1.2.3", "::", "::ffff:0.0.0.0"],  # noqa: S104  # none is bound
    "multicast": ["224.0.0.1", "239.255.255.255", "ff02::1"],
    "": [
        *("8.8.8.8", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "11.0.0.1"),
        *("2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::"),
    ],
}


@pytest.mark.parametrize(
    ("kind", "address"), [(kind, text) for kind, texts in KINDS.items() for text in texts]
)
def test_each_address_has_its_kind(kind: str, address: str) -> None:
    assert kind_of_address(address) == kind


def names(**known: Sequence[str]) -> Callable[[str, int], tuple[str, ...]]:
    """Return a resolver of names; the labels of a name are joined by `_`."""

    def resolve(host: str, _: int) -> tuple[str, ...]:
        if (name := host.replace(".", "_")) not in known:
            raise socket.gaierror
        return tuple(known[name])

    return resolve


NAMES = names(
    api=["10.0.0.5"],
    own_alias=["10.0.0.5"],
    other=["10.0.0.6"],
    both=["8.8.8.8", "10.0.0.6"],
    public=["8.8.8.8", "8.8.4.4"],
    metadata=["169.254.169.254"],
)


def guard(base: str = "http://api:8000", *, allow_private: bool = False) -> AddressGuard:
    return AddressGuard(base, allow_private=allow_private, resolve=NAMES)


@pytest.mark.parametrize("host", ["other", "both", "metadata"])
def test_one_private_address_is_enough_to_refuse_a_host(host: str) -> None:
    with pytest.raises(RefusedAddress, match=f"`{host}` has the .* address .*, which only"):
        guard().addresses(host, 80)


@pytest.mark.parametrize(("host", "count"), [("public", 2), ("own.alias", 1)])
def test_public_addresses_and_those_of_the_base_url_are_accepted(host: str, count: int) -> None:
    assert len(guard().addresses(host, 80)) == count


def test_private_addresses_can_be_allowed_but_not_those_of_a_metadata_service() -> None:
    assert guard(allow_private=True).addresses("other", 80) == ("10.0.0.6",)
    with pytest.raises(RefusedAddress, match="metadata"):
        guard(allow_private=True).addresses("metadata", 80)


def test_a_base_url_that_cannot_be_resolved_has_no_address() -> None:
    with pytest.raises(RefusedAddress):
        guard("http://gone").addresses("other", 80)


@pytest.mark.parametrize(
    "host",
    ["2130706433", "0177.0.0.1", "0x7f.1", "127.1", "127.0.0.1", "[::1]", "localhost", "0"],
)
def test_an_address_is_refused_in_every_spelling(host: str) -> None:
    own = AddressGuard("https://api.example.com", resolve=_local)
    with pytest.raises(RefusedAddress):
        own.check_literal(host)


def _local(host: str, port: int) -> tuple[str, ...]:
    if host == "api.example.com":
        raise socket.gaierror
    return resolved(host.strip("[]"), port)


@pytest.mark.parametrize("host", ["api.example.com", "1a.example", "uploads"])
def test_a_name_is_not_resolved_for_a_proxy(host: str) -> None:
    guard("http://gone").check_literal(host)

"""Which service a URL belongs to (RFC 6454 §4)."""

import pytest

from docreplay.model.http.origin import Origin, flaw_of_base_url, is_among, origin_of


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://A.example", ("https", "a.example", 443)),
        ("http://a.example/b://c:1/", ("http", "a.example", 80)),
        ("HTTPS://a.example:8443/x", ("https", "a.example", 8443)),
        ("http://a.example:/x", ("http", "a.example", 80)),
        ("http://[::1]:1/x", ("http", "::1", 1)),
        ("http://me@a.example?x=/", ("http", "a.example", 80)),
        ("http://a.example?//b.example/", ("http", "a.example", 80)),
    ],
)
def test_an_origin_is_scheme_host_and_port(url: str, origin: tuple[str, str, int]) -> None:
    assert origin_of(url) == origin


@pytest.mark.parametrize(
    "url", ["", "/x", "a.example/x", "ftp://a.example/", "http://", "http://a:b/", "http://[x/"]
)
def test_a_url_of_another_scheme_has_no_origin(url: str) -> None:
    assert origin_of(url) is None


def test_a_host_is_among_others_with_its_port_or_without() -> None:
    origin = Origin("https", "a.example", 443)
    assert is_among(origin, frozenset({"a.example"}))
    assert is_among(origin, frozenset({"a.example:443"}))
    assert not is_among(origin, frozenset({"a.example:80", "b.example"}))
    assert not is_among(origin, frozenset())


def test_a_password_is_not_repeated_in_what_is_wrong_with_a_base_url() -> None:
    flaw = flaw_of_base_url("https://me:secret@a.example/v1")
    assert flaw.startswith("invalid base URL `https://***@a.example/v1`: ")
    assert flaw_of_base_url("https://a.example/v1") == ""

"""Which links of a response may be followed, and where they lead."""

from dataclasses import replace

import pytest

from docreplay.model.case import SentRequest, Skipped
from docreplay.replay.prepare import prepare_link
from docreplay.replay.service import Service
from tests.support.pages import case_of

SERVICE = Service(
    base_url="https://api.example.com/base",
    documented_hosts=frozenset({"graph.example"}),
    allow_hosts=frozenset({"upload.example"}),
    hosts={"files.example": "https://127.0.0.1:8443/files"},
    headers={"Authorization": "Bearer own"},
)


def followed(link: str, service: Service = SERVICE) -> SentRequest | Skipped:
    return prepare_link(case_of("POST /copy").request, link, service, {})


@pytest.mark.parametrize(
    ("link", "url", "is_own"),
    [
        ("https://api.example.com/base/x?to=a@b", "https://api.example.com/base/x?to=a@b", True),
        ("https://api.example.com/base/@me", "https://api.example.com/base/@me", True),
        ("https://api.example.com:443/base/x#y", "https://api.example.com:443/base/x", True),
        ("https://api.example.com/base/a b", "https://api.example.com/base/a%20b", True),
        ("https://graph.example/base/x", "https://api.example.com/base/x", True),
        ("http://Graph.Example:8080/x", "https://api.example.com/base/x", True),
        ("https://upload.example/x?t=1", "https://upload.example/x?t=1", False),
        ("http://upload.example:8080/x", "http://upload.example:8080/x", False),
        ("https://files.example/x", "https://127.0.0.1:8443/files/x", False),
        ("https://127.0.0.1:8443/files/x", "https://127.0.0.1:8443/files/x", False),
    ],
)
def test_a_link_leads_to_the_service_or_to_an_allowed_host(
    link: str, url: str, is_own: bool
) -> None:
    found = followed(link)
    assert isinstance(found, SentRequest)
    assert (found.method, found.url) == ("GET", url)
    assert ("Authorization" in dict(found.headers)) is is_own


@pytest.mark.parametrize(
    "link",
    [
        "https://api.example.com/base/x\ny", "https://api.example.com/base/x\x00",
        "https://api.exam\tple.com/base/x", "\thttps://api.example.com/base/x",
        "https://api.example.com/base/x\x7f", "https://user:pw@api.example.com/base/x",
        "https://user@upload.example/x", "https://@api.example.com/base/x",
        "https://a@b@graph.example/x", "https://api.example.com\\@evil.example/x",
        "ftp://api.example.com/x", "mailto:me@api.example.com", "https:///base/x", "https://[::1/x",
        "/base/x", "",
    ],
)  # fmt: skip
def test_a_link_with_a_user_or_a_control_character_is_not_followed(link: str) -> None:
    assert followed(link) == Skipped(kind="host", reason="it is not a URL that can be requested")


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("https://evil.example/x", "evil.example"),
        ("https://api.example.com.evil.example/base/x", "api.example.com.evil.example"),
        ("https://api.example.com%00/base/x", "api.example.com%00"),
        ("https://api.example.com:8443/base/x", "api.example.com"),
        ("http://api.example.com/base/x", "api.example.com"),
        ("https://127.0.0.1:9443/files/x", "127.0.0.1"),
        ("http://169.254.169.254/latest", "169.254.169.254"),
    ],
)
def test_a_link_to_a_different_host_is_not_followed(link: str, host: str) -> None:
    reason = f"host `{host}` is not allowed (name it in `allow-hosts`)"
    assert followed(link) == Skipped(kind="host", reason=reason)


def test_a_host_may_be_allowed_for_one_port() -> None:
    service = replace(SERVICE, allow_hosts=frozenset({"upload.example:8080"}))
    assert isinstance(followed("http://upload.example:8080/x", service), SentRequest)
    assert isinstance(followed("http://upload.example:8081/x", service), Skipped)

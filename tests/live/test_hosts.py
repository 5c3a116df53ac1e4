"""Which URL stands for a documented host."""

from pathlib import Path

import pytest

from tests.live.conftest import Command, Pages, Service, documented
from tests.support.service import Exchange, service_of

ME = "https://graph.example.com/v1.0/me"
UPLOAD = "https://upload.example.net/up/{item}"


def configured(tmp_path: Path, hosts: str) -> None:
    text = f'hosts = {hosts}\nheaders = {{ Authorization = "Bearer own" }}\n'
    (tmp_path / "docreplay.toml").write_text(text, encoding="utf-8")


def test_each_host_has_its_url_and_credentials_stay_at_the_base_url(
    pages: Pages, replay: Command, service: Service, tmp_path: Path
) -> None:
    seen: list[tuple[str, str | None]] = []

    def respond(exchange: Exchange) -> None:
        seen.append((exchange.path, exchange.headers.get("Authorization")))
        exchange.give(200, {"Content-Type": "application/json"}, b'{"a": 1}')

    pages(p=documented(f"GET {ME}", f"GET {UPLOAD}", "GET /me"), q=documented(f"GET {ME}?a=1"))
    with service_of(respond) as other:
        configured(tmp_path, f'{{ "Upload.example.net" = "{other}/files" }}')
        assert replay("--base-url", f"{service.url}/v1.0", "--var", "item=s").code == 0
    assert seen == [("/files/up/s", None)]
    assert sorted(service.requests) == ["GET /v1.0/me", "GET /v1.0/me", "GET /v1.0/me?a=1"]
    assert {headers["Authorization"] for headers in service.headers} == {"Bearer own"}


def test_a_secret_is_not_sent_to_a_mapped_host(
    pages: Pages, replay: Command, service: Service, tmp_path: Path
) -> None:
    pages(p=documented(f"GET {ME}", "GET https://upload.example.net/{token}"))
    configured(tmp_path, '{ "upload.example.net" = "http://127.0.0.1:9" }')
    _, out, _ = replay("--var", "token=hunter2hunter2", "-v")
    assert "`token` is a secret, which only the host of the base URL gets" in out
    assert service.requests == ["GET /v1.0/me"]


def test_the_path_of_a_mapped_url_is_not_left(
    pages: Pages, replay: Command, service: Service, tmp_path: Path
) -> None:
    pages(p=documented("GET https://upload.example.net/../admin"))
    configured(tmp_path, f'{{ "upload.example.net" = "{service.url}/files" }}')
    assert "the path leads out of the base URL's path" in replay("-v").out
    assert service.requests == []


def test_a_host_may_have_a_port(
    pages: Pages, replay: Command, service: Service, tmp_path: Path
) -> None:
    urls = ("https://x.example:8443/a", "https://x.example/b", f"{ME}?a=1", f"{ME}?a=2")
    pages(p=documented(*(f"GET {url}" for url in (ME, *urls))))
    configured(tmp_path, f'{{ "x.example:8443" = "{service.url}/x" }}')
    assert replay().code == 0
    assert service.requests == [
        "GET /v1.0/me",
        "GET /x/a",
        "GET /v1.0/me?a=1",
        "GET /v1.0/me?a=2",
    ]


@pytest.mark.parametrize(
    ("hosts", "message"),
    [
        ('{ "https://a.example" = "https://b.example" }', "invalid host"),
        ('{ "a.example" = "b.example" }', "must start with http:// or https://"),
        ('{ "a.example" = "" }', "URL of `a.example` is empty"),
        ('["a.example"]', "must be a table of URLs by host"),
        ('{ "a.example" = "https://u:p@b.example" }', "credentials in the URL"),
    ],
)
def test_an_invalid_map_is_refused(
    pages: Pages, replay: Command, tmp_path: Path, hosts: str, message: str
) -> None:
    pages(p=documented(f"GET {ME}"))
    (tmp_path / "docreplay.toml").write_text(f"hosts = {hosts}\n", encoding="utf-8")
    code, out, err = replay()
    assert (code, message in out + err) == (2, True)

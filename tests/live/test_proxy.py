"""Proxies: what is sent through one, what its refusal is called, and who sees its password."""

import base64
import select
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest

from docreplay.cli.main import main
from tests.cli.conftest import Ended
from tests.live.conftest import Pages, Service, documented
from tests.live.test_tls import CA, context_of, served

PASSWORD = "pr0xy-p@ss word"
WRITTEN = "docs:pr0xy-p%40ss%20word"
BASIC = base64.b64encode(f"docs:{PASSWORD}".encode()).decode()


@dataclass
class Proxy:
    """A proxy on a free port, which leads every request to one place; `refuses` is a status."""

    to: int = 0
    refuses: int = 0
    closes: bool = False
    port: int = 0
    seen: list[tuple[str, str | None]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def with_password(self) -> str:
        return f"http://{WRITTEN}@127.0.0.1:{self.port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    proxy: Proxy

    def _is_refused(self) -> bool:
        told = type(self).proxy
        told.seen.append((f"{self.command} {self.path}", self.headers["Proxy-Authorization"]))
        if told.closes:
            self.close_connection = True
        elif told.refuses:
            self.send_response(told.refuses)
            self.send_header("Content-Length", "0")
            self.end_headers()
        return told.closes or bool(told.refuses)

    def do_CONNECT(self) -> None:
        if self._is_refused():
            return
        with socket.create_connection(("127.0.0.1", type(self).proxy.to)) as far:
            self.send_response(200)
            self.end_headers()
            _tunnel(self.connection, far)
        self.close_connection = True

    def do_GET(self) -> None:
        if self._is_refused():
            return
        parts = urlsplit(self.path)
        with socket.create_connection(("127.0.0.1", type(self).proxy.to)) as far:
            head = f"GET {parts.path or '/'} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
            echo = self.headers["Proxy-Authorization"] or ""
            far.sendall(f"{head}X-Proxy: {echo}\r\nConnection: close\r\n\r\n".encode())
            while data := far.recv(65536):
                self.wfile.write(data)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Print nothing."""


def _tunnel(near: socket.socket, far: socket.socket) -> None:
    ends = {near: far, far: near}
    with suppress(OSError):
        while True:
            for ready in select.select(list(ends), [], [], 10)[0]:
                if not (data := ready.recv(65536)):
                    return
                ends[ready].sendall(data)


@contextmanager
def proxying(proxy: Proxy) -> Iterator[Proxy]:
    handler = type("Handler", (_Handler,), {"proxy": proxy})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        proxy.port = server.server_port
        yield proxy
        server.shutdown()


@pytest.fixture
def proxy(service: Service, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    """A proxy to the service; the environment names none."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with proxying(Proxy(to=int(service.url.rpartition(":")[2]))) as told:
        yield told


Run = Callable[..., Ended]


@pytest.fixture
def run(pages: Pages, capfd: pytest.CaptureFixture[str]) -> Run:
    """Tests one page against a base URL."""

    def tested(base_url: str, *options: str, request: str = "GET /a") -> Ended:
        pages(p=documented(request))
        code = main(("test", "-q", "--base-url", base_url, *options))
        return Ended(code, *capfd.readouterr())

    return tested


def configure(text: str) -> None:
    Path("docreplay.toml").write_text(text, encoding="utf-8")


def test_a_proxy_of_the_environment_gets_the_url_as_it_is(
    proxy: Proxy, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy.url)
    ended = run("http://api.example.test:8080/v1", request="GET /a/%2E%2Fb//c?x=%7E&y='1'&z")
    assert ended.code == 0, ended.out
    assert proxy.seen == [("GET http://api.example.test:8080/v1/a/%2E%2Fb//c?x=%7E&y='1'&z", None)]


def test_tls_uses_a_tunnel(
    proxy: Proxy, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy.with_password)
    CA.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with served(context_of("api.example.test")) as proxy.to:
        configure('ca-bundle = "ca.pem"\n')
        ended = run("https://api.example.test")
    assert ended.code == 0, ended.out
    assert proxy.seen == [("CONNECT api.example.test:443", f"Basic {BASIC}")]


@pytest.mark.parametrize(
    ("no_proxy", "is_through"),
    [
        ("api.example.test", False),
        (".example.test", False),
        ("example.test", False),
        ("*", False),
        ("other.example.test", True),
        ("", True),
    ],
)
def test_no_proxy_names_hosts_that_are_reached_directly(
    proxy: Proxy, run: Run, monkeypatch: pytest.MonkeyPatch, no_proxy: str, *, is_through: bool
) -> None:
    monkeypatch.setenv("http_proxy", proxy.url)
    monkeypatch.setenv("no_proxy", no_proxy)
    ended = run("http://api.example.test")
    assert bool(proxy.seen) is is_through
    assert ("cannot resolve `api.example.test`" in ended.out) is not is_through


def test_only_a_proxy_for_its_scheme_is_used(
    proxy: Proxy, run: Run, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy.url)
    configure("")
    ended = run(service.url, request="GET /b//a")
    assert (ended.code, service.requests, proxy.seen) == (0, ["GET /b//a"], [])


@pytest.mark.parametrize("written", ["url", "with_password"])
def test_the_proxy_of_the_configuration_comes_before_that_of_the_environment(
    proxy: Proxy, run: Run, service: Service, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    configure(f'proxy = "{getattr(proxy, written)}"\n')
    assert run(service.url).code == 0
    assert proxy.seen[0][0] == f"GET {service.url}/a"


@pytest.mark.parametrize("setting", ["none", ""])
def test_the_embedded_service_is_never_reached_through_a_proxy(
    proxy: Proxy, pages: Pages, capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch, setting: str,
) -> None:  # fmt: skip
    for name in ("HTTP_PROXY", "ALL_PROXY", "http_proxy"):
        monkeypatch.setenv(name, proxy.url)
    configure(f'proxy = "{setting or proxy.url}"\n')
    pages(p=documented("GET /a"))
    assert main(("test", "-q")) == 0, capfd.readouterr()
    assert proxy.seen == []


def test_none_uses_no_proxy(proxy: Proxy, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy.url)
    configure('proxy = "none"\n')
    assert "cannot resolve" in run("http://api.example.test").out
    assert proxy.seen == []


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize(
    ("refuses", "closes", "said"),
    [
        (
            407,
            False,
            (
                "the proxy refused the request (407 Proxy Authentication Required)",
                "the proxy refused the connection (407 Proxy Authentication Required)\n",
            ),
        ),
        (502, False, ("got 502", "the proxy refused the connection (502 Bad Gateway)\n")),
        (403, False, ("got 403", "the proxy refused the connection (403 Forbidden)\n")),
        (
            0,
            True,
            (
                "the proxy closed the connection",
                "the connection was closed before the response (through a proxy)",
            ),
        ),
    ],
)
def test_a_refusal_of_the_proxy_is_named(
    proxy: Proxy, run: Run, monkeypatch: pytest.MonkeyPatch,
    scheme: str, refuses: int, said: tuple[str, str], *, closes: bool,
) -> None:  # fmt: skip
    monkeypatch.setenv(f"{scheme.upper()}_PROXY", proxy.with_password)
    proxy.refuses, proxy.closes = refuses, closes
    ended = run(f"{scheme}://api.example.test")
    assert said[scheme == "https"] in ended.out
    assert ended.code == (1 if scheme == "http" and refuses == 502 else 3)
    assert not any(text in ended.out + ended.err for text in secrets())


def secrets() -> tuple[str, ...]:
    return PASSWORD, "pr0xy-p%40ss%20word", BASIC


@pytest.mark.parametrize("where", ["environment", "configuration", "account"])
@pytest.mark.parametrize("form", ["text", "html", "json", "junit"])
def test_no_output_has_the_password_of_a_proxy(
    proxy: Proxy, run: Run, service: Service, monkeypatch: pytest.MonkeyPatch,
    where: str, form: str,
) -> None:  # fmt: skip
    service.otherwise = type(service.otherwise)(
        body=f'{{"a": "{PASSWORD} docs:{PASSWORD} {BASIC}", "b": "{proxy.with_password}"}}'
    )
    if where == "environment":
        monkeypatch.setenv("HTTP_PROXY", proxy.with_password)
    elif where == "configuration":
        configure(f'proxy = "{proxy.with_password}"\n')
    else:
        monkeypatch.setenv("TOKEN", "abcdefgh")
        configure(f'[accounts.a]\ntoken = "$env:TOKEN"\nproxy = "{proxy.with_password}"\n')
    ended = run("http://api.example.test", "-v", "--output-format", form)
    assert ended.code == 1
    assert proxy.seen[0][1] == f"Basic {BASIC}"
    assert not any(text in ended.out + ended.err for text in secrets())


def test_an_invalid_proxy_is_not_shown(proxy: Proxy, run: Run) -> None:
    del proxy
    configure(f'proxy = "ftp://{WRITTEN}@proxy.example.test"\n')
    ended = run("http://api.example.test")
    assert (ended.code, "`proxy`: invalid URL" in ended.err) == (2, True)
    assert not any(text in ended.out + ended.err for text in secrets())

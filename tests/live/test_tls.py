"""What a run says of TLS: each fault has a sentence of its own, which names the remedy."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import trustme

from docreplay.cli.main import main
from tests.cli.conftest import Ended
from tests.live.conftest import Pages, documented

CA, OTHER = trustme.CA(), trustme.CA()
PAST = datetime.now(UTC) - timedelta(days=1)


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "8")
        self.end_headers()
        self.wfile.write(b'{"a": 1}')

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Shake hands; after a failure, wait for the client to read the alert."""
        if isinstance(request, ssl.SSLSocket):
            try:
                request.do_handshake()
            except ssl.SSLError:
                with socket.socket(fileno=request.detach()) as raw, suppress(OSError):
                    raw.settimeout(2)
                    raw.shutdown(socket.SHUT_WR)
                    while raw.recv(4096):
                        pass
                return
        super().finish_request(request, client_address)

    def handle_error(self, *_: object) -> None:
        """Print nothing: clients break the handshake off."""


@contextmanager
def served(context: ssl.SSLContext | None) -> Iterator[int]:
    """Serve over TLS, or over plain HTTP; yields the port."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        if context:
            server.socket = context.wrap_socket(
                server.socket, server_side=True, do_handshake_on_connect=False
            )
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server.server_port
        server.shutdown()


def context_of(
    *names: str, ca: trustme.CA = CA, ends: datetime | None = None, demands: bool = False,
    newest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3,
) -> ssl.SSLContext:  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.maximum_version = newest
    starts = datetime.now(UTC) - timedelta(days=9)
    ca.issue_cert(*names, not_before=starts, not_after=ends).configure_cert(context)
    if demands:
        context.verify_mode = ssl.CERT_REQUIRED
        CA.configure_trust(context)
    return context


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with the certificates of authorities and clients."""
    CA.cert_pem.write_to_path(tmp_path / "ca.pem")
    for name, ca in (("client", CA), ("stranger", OTHER)):
        own = ca.issue_cert(f"{name}@example.com")
        own.private_key_and_cert_chain_pem.write_to_path(tmp_path / f"{name}.pem")
        own.private_key_pem.write_to_path(tmp_path / f"{name}.key")
        own.cert_chain_pems[0].write_to_path(tmp_path / f"{name}.crt")
    (tmp_path / "not.pem").write_text("nothing", encoding="utf-8")
    return tmp_path


Run = Callable[..., Ended]


@pytest.fixture
def run(
    files: Path, pages: Pages, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Runs `docreplay test` against `localhost` with a configuration."""
    pages(p=documented("GET /a"))
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)

    def run(port: int, text: str, *, scheme: str = "https") -> Ended:
        (files / "docreplay.toml").write_text(text, encoding="utf-8")
        code = main(("test", "-q", "--base-url", f"{scheme}://localhost:{port}"))
        return Ended(code, *capfd.readouterr())

    return run


TRUSTED = 'ca-bundle = "ca.pem"\n'
SPLIT = TRUSTED + 'client-certificate = "client.crt"\nclient-key = '
CLIENT = TRUSTED + 'client-certificate = "client.pem"\n'


def _good(*, demands: bool = False) -> ssl.SSLContext:
    return context_of("localhost", demands=demands)


@pytest.mark.parametrize(
    ("context", "text"),
    [
        (_good(), TRUSTED),
        (_good(demands=True), CLIENT),
        (
            _good(demands=True),
            SPLIT + '"client.key"',
        ),
        (_good(demands=True), TRUSTED + '[accounts.a]\nclient-certificate = "client.pem"'),
        (_good(), '[accounts.a]\nclient-certificate = "client.pem"\nca-bundle = "ca.pem"'),
        (context_of("other.example", ca=OTHER), "insecure = true"),
    ],
)
def test_what_is_configured_is_used(run: Run, context: ssl.SSLContext, text: str) -> None:
    with served(context) as port:
        ended = run(port, text)
    assert ended.code == 0, ended.out


OLD = ssl.TLSVersion.TLSv1_2


@pytest.mark.parametrize(
    ("context", "text", "sentence"),
    [
        (_good(), "", "the certificate of the service is not trusted: unable to get local issuer"
         " certificate (set `ca-bundle` if it is from a private authority)"),
        (context_of("localhost", ca=OTHER), TRUSTED,
         "the certificate of the service is not trusted"),
        (context_of("other.example"), TRUSTED,
         "the certificate of the service is not for `localhost` (check the host of the URL)"),
        (context_of("localhost", ends=PAST), TRUSTED,
         "the certificate of the service has expired (renew it)"),
        (_good(demands=True), TRUSTED,
         "the service requires a client certificate (set `client-certificate`)"),
        (context_of("localhost", demands=True, newest=OLD), TRUSTED,
         "may require a client certificate (set `client-certificate`)"),
        (_good(demands=True), TRUSTED + 'client-certificate = "stranger.pem"',
         "the service does not trust the authority of the client certificate"),
        (_good(demands=True), SPLIT + '"stranger.key"',
         "the key does not belong to the client certificate (check `client-key`)"),
        (None, TRUSTED, "the service does not speak TLS (did you mean http://localhost:"),
    ],
)  # fmt: skip
def test_each_fault_has_its_sentence(
    run: Run, context: ssl.SSLContext | None, text: str, sentence: str
) -> None:
    with served(context) as port:
        ended = run(port, text)
    assert ended.code == 3
    assert sentence in " ".join(ended.out.split())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('ca-bundle = "missing.pem"', "`ca-bundle`: cannot read missing.pem: No such file"),
        ('ca-bundle = "not.pem"', "`ca-bundle`: not.pem contains no certificate and no key"),
        ('client-certificate = "gone.pem"', "`client-certificate`: cannot read gone.pem"),
        ('[accounts.a]\ntoken = "t"\nca-bundle = "gone.pem"', "account `a`: `ca-bundle`: cannot"),
        ('proxy = "proxy.example.com:3128"', "`proxy`: invalid URL"),
    ],
)
def test_a_file_that_cannot_be_used_ends_the_run(run: Run, text: str, sentence: str) -> None:
    ended = run(9, text)
    assert ended.code == 2
    assert sentence in " ".join(ended.err.split())


def test_a_missing_bundle_of_the_environment_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere/ca.pem")
    with served(_good()) as port:
        ended = run(port, "")
    assert ended.code == 3
    assert "the file /nowhere/ca.pem does not exist (check REQUESTS_CA_BUNDLE" in ended.out


def test_a_service_with_tls_is_not_asked_in_plain_text(run: Run) -> None:
    with served(_good()) as port:
        ended = run(port, "", scheme="http")
    assert ended.code == 3

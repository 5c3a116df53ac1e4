"""What carries requests, against a service that misbehaves."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from docreplay.model.case import Answer, SentRequest, Unreachable
from docreplay.model.http.origin import is_loopback
from docreplay.replay.transport.transport import RequestsTransport
from tests.replay.faults import Faults, faults


@pytest.fixture
def service() -> Iterator[Faults]:
    with faults() as found:
        yield found


@pytest.fixture
def transport() -> Iterator[RequestsTransport]:
    found = RequestsTransport(timeout=0.6, max_bytes=1000)
    yield found
    found.close()


def request(url: str, method: str = "GET", body: bytes | None = None) -> SentRequest:
    return SentRequest(method=method, url=url, headers=(("X-A", "1"),), body=body)


def answer(transport: RequestsTransport, url: str) -> Answer:
    found = transport.send(request(url))
    assert isinstance(found, Answer), found
    return found


@pytest.mark.parametrize("path", ["/ok", "/chunked", "/continue", "/hints"])
def test_an_answer_is_returned_whole(
    service: Faults, transport: RequestsTransport, path: str
) -> None:
    found = answer(transport, service.url + path)
    assert (found.status, found.reason, found.body) == (200, "OK", b"{}")


def test_content_codings_are_decoded(service: Faults, transport: RequestsTransport) -> None:
    assert answer(transport, service.url + "/gzip").body == b'{"a": 1}'


@pytest.mark.parametrize("path", ["/br", "/gzip-br"])
def test_an_answer_in_an_unknown_coding_is_unreachable(
    service: Faults, transport: RequestsTransport, path: str
) -> None:
    found = transport.send(request(service.url + path))
    assert found == Unreachable(reason="unsupported content coding `br` of the response")
    assert answer(transport, service.url + "/ok").body == b"{}"


@pytest.mark.parametrize(("path", "body"), [("/br-bodiless", b""), ("/identity", b"{}")])
def test_an_empty_or_identity_coding_is_accepted(
    service: Faults, transport: RequestsTransport, path: str, body: bytes
) -> None:
    assert answer(transport, service.url + path).body == body


def test_a_204_has_no_body(service: Faults, transport: RequestsTransport) -> None:
    assert answer(transport, service.url + "/no-content").body == b""


@pytest.mark.parametrize("path", ["/redirect", "/bad-location"])
def test_a_redirect_is_an_answer_and_is_not_followed(
    service: Faults, transport: RequestsTransport, path: str
) -> None:
    assert answer(transport, service.url + path).status == 302
    assert len(service.heads) == 1


@pytest.mark.parametrize(
    "path", ["/truncated", "/garbage", "/empty", "/large", "/bomb", "/drip", "/not-gzip"]
)
def test_an_incomplete_answer_is_unreachable(
    service: Faults, transport: RequestsTransport, path: str
) -> None:
    found = transport.send(request(service.url + path))
    assert isinstance(found, Unreachable)
    assert found.reason
    assert "\n" not in found.reason


@pytest.mark.parametrize("path", ["", "-chunks", "-to-the-end", "-headers", "-status", "-interim"])
def test_an_answer_that_trickles_ends_with_the_timeout(
    service: Faults, transport: RequestsTransport, path: str
) -> None:
    found = transport.send(request(f"{service.url}/drip{path}"))
    assert found == Unreachable(reason="no complete response within 0.6 s")
    assert not service.dripped


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/many-headers", "invalid HTTP response: got more than 100 headers"),
        ("/long-header", "a header line of the response is too long"),
        ("/cut-headers", "the connection was closed in the middle of the response"),
        ("/truncated", "the connection was closed in the middle of the response"),
        ("/garbage", "the response is not HTTP: it does not begin with a status line"),
    ],
)
def test_a_malformed_answer_is_reported_with_the_reason(
    service: Faults, transport: RequestsTransport, path: str, reason: str
) -> None:
    assert transport.send(request(service.url + path)) == Unreachable(reason=reason)


def test_a_stale_connection_fails_no_case(service: Faults, transport: RequestsTransport) -> None:
    for _ in range(2):
        assert answer(transport, service.url + "/stale").status == 200
    assert (service.connections, len(service.heads)) == (2, 3)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"])
def test_an_idempotent_method_is_repeated_over_a_new_connection(
    service: Faults, transport: RequestsTransport, method: str
) -> None:
    answer(transport, service.url + "/stale")
    assert isinstance(transport.send(request(service.url + "/stale", method)), Answer)
    assert [head.partition(" ")[0] for head in service.heads] == ["GET", method, method]
    assert service.connections == 2


@pytest.mark.parametrize("method", ["POST", "PATCH", "MERGE"])
def test_a_request_that_may_have_changed_something_is_not_repeated(
    service: Faults, transport: RequestsTransport, method: str
) -> None:
    answer(transport, service.url + "/stale")
    found = transport.send(request(service.url + "/stale", method))
    assert found == Unreachable(reason="the connection was closed before the response")
    assert len(service.heads) == 2


def test_a_service_that_hangs_up_at_once_is_asked_once(
    service: Faults, transport: RequestsTransport
) -> None:
    assert isinstance(transport.send(request(service.url + "/empty")), Unreachable)
    assert len(service.heads) == 1


def test_requests_have_a_user_agent(service: Faults, transport: RequestsTransport) -> None:
    answer(transport, service.url + "/ok")
    assert "user-agent: docreplay/" in service.heads[0].lower()


def test_a_refused_connection_is_unreachable(transport: RequestsTransport) -> None:
    with faults() as gone:
        url = gone.url
    found = transport.send(request(url + "/ok"))
    place = url.removeprefix("http://")
    assert found == Unreachable(reason=f"connection refused: nothing listens at `{place}`")


def test_a_proxy_that_does_not_listen_is_not_taken_for_the_service(
    transport: RequestsTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    with faults() as gone:
        monkeypatch.setenv("HTTP_PROXY", gone.url)
        monkeypatch.delenv("http_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
    found = transport.send(request("http://service.example/ok"))
    assert found == Unreachable(reason="the proxy does not respond")


def test_a_host_that_cannot_be_resolved_is_named(
    transport: RequestsTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "unknown name")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    found = transport.send(request("http://api.example:8080/photo"))
    assert found == Unreachable(reason="cannot resolve `api.example`")


def test_a_connection_is_kept(service: Faults, transport: RequestsTransport) -> None:
    for _ in range(5):
        answer(transport, service.url + "/ok")
    assert service.connections == 1


def test_no_cookie_and_no_netrc_credential_is_sent(
    service: Faults,
    transport: RequestsTransport,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    answer(transport, service.url + "/ok")
    answer(transport, service.url + "/ok")
    sent = "\n".join(service.heads).lower()
    assert "cookie" not in sent
    assert "authorization" not in sent


def test_the_url_is_sent_as_prepared(service: Faults, transport: RequestsTransport) -> None:
    for target in ("/ok?a=%7E/../b&c='d'", "/users/%2E%2E/ok", "/users/../ok"):
        transport.send(request(service.url + target))
        assert service.heads[-1].startswith(f"GET {target} HTTP/1.1")


def test_a_body_and_a_post_without_one_have_a_content_length(
    service: Faults, transport: RequestsTransport
) -> None:
    transport.send(request(service.url + "/ok", "POST"))
    assert "content-length: 0" in service.heads[0].lower()


def test_only_supported_codings_are_accepted(service: Faults, transport: RequestsTransport) -> None:
    answer(transport, service.url + "/ok")
    assert "accept-encoding: gzip, deflate" in service.heads[0].lower().splitlines()


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "localhost"])
def test_a_loopback_service_is_never_reached_through_a_proxy(
    service: Faults, transport: RequestsTransport, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    found = transport.send(request(service.url.replace("127.0.0.1", host) + "/ok"))
    assert found != Unreachable(reason="the proxy does not respond")
    elsewhere = transport.send(request("http://api.example.invalid/ok"))
    assert elsewhere == Unreachable(reason="the proxy does not respond")


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.255.255.254", True),
        ("::1", True),
        ("localhost", True),
        ("LOCALHOST.", True),
        ("api.localhost", True),
        ("127.0.0.1.example.com", False),
        ("localhost.example.com", False),
        ("10.0.0.1", False),
        ("", False),
    ],
)
def test_a_loopback_host_is_one_of_this_machine(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected

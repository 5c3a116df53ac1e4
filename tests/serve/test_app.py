"""The service that answers as the pages say, over HTTP on loopback."""

import json
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from socket import AF_INET, IPPROTO_TCP, SOCK_STREAM

import pytest

from docreplay.config.settings import Config
from docreplay.errors import ConfigError
from docreplay.flows.pages import pages as pages_flow
from docreplay.model.case import Answer, Case, SentRequest
from docreplay.model.http.http import Header
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.location import Location
from docreplay.replay.replay import replay
from docreplay.replay.service import Service
from docreplay.replay.transport.retries import RetryingSender
from docreplay.replay.transport.transport import RequestsTransport
from docreplay.serve.app import application
from docreplay.serve.routes import Routes
from docreplay.serve.server import serve_forever, serving
from tests.support.corpus import SLICE, each
from tests.support.pages import case_of

AT = Location("page.md", 1)


@contextmanager
def client(*cases: Case) -> Iterator[tuple[str, RequestsTransport]]:
    transport = RequestsTransport(timeout=5, max_bytes=1_000_000)
    with serving(application(Routes(cases))) as url:
        yield url, transport
    transport.close()  # only now: a connection that is kept must not hold the service up


def ask(*cases: Case, method: str = "GET", path: str = "/photo") -> Answer:
    with client(*cases) as (url, transport):
        sent = SentRequest(method=method, url=url + path, headers=(), body=None)
        found = transport.send(sent)
    assert isinstance(found, Answer)
    return found


def names(answer: Answer) -> list[str]:
    return [name.lower() for name, _ in answer.headers]


def test_the_documented_response_is_sent() -> None:
    response = 'HTTP/1.1 201 Created\nContent-Type: application/json\nETag: x\n\n{ "a": 1 }'
    found = ask(case_of("GET /photo", response))
    assert (found.status, found.body) == (201, b'{ "a": 1 }')
    assert "etag" in names(found)


def test_lenient_json_is_sent_as_strict_json() -> None:
    assert ask(case_of("GET /photo", 'HTTP/1.1 200 OK\n\n{ "a": 1, ... }')).body == b'{"a": 1}'


@pytest.mark.parametrize("status", [204, 304])
def test_a_status_without_content_has_none(status: int) -> None:
    found = ask(case_of("GET /photo", f"HTTP/1.1 {status} X\n\n{{}}"))
    assert (found.status, found.body) == (status, b"")


def test_head_has_no_body() -> None:
    found = ask(case_of("HEAD /photo", "HTTP/1.1 200 OK\n\n{}"), method="HEAD")
    assert (found.status, found.body) == (200, b"")


def test_head_of_a_documented_get_has_its_headers_and_no_body() -> None:
    found = ask(case_of("GET /photo", "HTTP/1.1 200 OK\nETag: x\n\n {}"), method="HEAD")
    assert (found.status, found.body) == (200, b"")
    sent = {name.lower(): value for name, value in found.headers}
    assert (sent["etag"], sent["content-length"]) == ("x", "3")
    assert sent["content-type"] == "application/json"


def test_headers_of_the_connection_are_its_own() -> None:
    response = (
        "HTTP/1.1 200 OK\nContent-Length: 999\nTransfer-Encoding: chunked\nDate: x\nX-A: 1\n\n{}"
    )
    found = ask(case_of("GET /photo", response))
    assert dict(found.headers)["Content-Length"] == "2"
    assert dict(found.headers)["Date"] != "x"
    assert "transfer-encoding" not in names(found)
    assert "x-a" in names(found)


def test_a_header_cannot_break_the_answer() -> None:
    case = case_of("GET /photo", "HTTP/1.1 200 OK\n\n{}")
    headers = (Header("X-A", "1\r\nX-Evil: 2", AT), Header("X B", "1", AT), Header("X-C", "ü", AT))
    hostile = replace(case, expectation=replace(case.expectation, headers=headers))
    found = names(ask(hostile))
    assert "x-evil" not in found
    assert "x b" not in found
    assert "x-c" in found


def test_an_undocumented_request_is_a_404_with_the_nearest_operation() -> None:
    found = ask(case_of("GET /photo"), path="/foto")
    error = json.loads(found.body)["error"]
    assert found.status == 404
    assert error["code"] == "no-such-operation"
    assert error["nearest"] == ["GET /photo"]


def test_a_port_in_use_is_a_usage_error() -> None:
    app = application(Routes(()))
    with serving(app) as url:
        port = int(url.rpartition(":")[2])
        with pytest.raises(ConfigError, match="cannot listen"), serving(app, port=port):
            pass


def test_an_ipv6_address_is_in_brackets() -> None:
    with serving(application(Routes(())), "::1") as url:
        assert re.fullmatch(r"http://\[::1\]:\d+", url)


def test_a_name_of_several_addresses_is_served_at_each(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [
        (AF_INET, SOCK_STREAM, IPPROTO_TCP, "", (address, 0))
        for address in ("127.0.0.1", "127.0.0.2")
    ]
    before = set(threading.enumerate())
    with ExitStack() as stack:
        with monkeypatch.context() as patched:
            patched.setattr(socket, "getaddrinfo", lambda *_: both)
            url = stack.enter_context(serving(application(Routes(())), "localhost"))
        assert url.startswith("http://127.0.0.1:")
        sent = SentRequest(method="GET", url=f"{url}/photo", headers=(), body=None)
        transport = RequestsTransport(timeout=5, max_bytes=1_000)
        stack.callback(transport.close)
        found = transport.send(sent)
        assert isinstance(found, Answer)
    assert set(threading.enumerate()) <= before


@pytest.mark.parametrize("host", ["", "256.1.1.1", "192.0.2.1"])
def test_an_address_of_another_machine_is_a_usage_error(host: str) -> None:
    with pytest.raises(ConfigError, match="cannot listen") as caught:
        next(serve_forever(application(Routes(())), host))
    assert "--host" in caught.value.hint


def test_the_service_leaves_nothing_behind() -> None:
    before = set(threading.enumerate())
    ask(case_of("GET /photo"))
    assert set(threading.enumerate()) <= before


def test_every_documented_case_of_real_pages_is_served(corpus: Path) -> None:
    config = Config(root=corpus, docs=(".",), locales=("en-us",))
    pages = each(pages_flow.pages(config), 5)
    cases = [case for item in pages_flow.page_cases(config, pages) for case in item.cases]
    with client(*cases) as (url, transport):
        service = Service(base_url=url, embedded=True)
        wrong = [case.id for case in cases if not answers(case, service, transport)]
    assert len(cases) > (5 if corpus == SLICE else 200)
    assert wrong == []


def answers(case: Case, service: Service, transport: RequestsTransport) -> bool:
    result = replay(case, service, RetryingSender(transport), {}).result
    if not isinstance(result, Answer) or result.status != case.expectation.status:
        return False
    body = case.expectation.body
    if body is None or case.request.method == "HEAD":
        return True
    try:
        return bool(json.loads(result.body) == read_json(body.text).value)
    except (ValueError, JsonError):
        return result.body.decode() == body.text

from pathlib import Path
from typing import Any

import pytest

from docreplay.config.settings import Config
from docreplay.errors import NothingMatched
from docreplay.flows import serve as serve_flow
from docreplay.serve.message import ClientRequest, MockResponse
from tests.cli.conftest import Command
from tests.support.pages import case_of


def test_the_service_logs_to_stderr(
    project: Path, docreplay: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flow(_config: Config, paths: tuple[str, ...], **given: Any) -> None:
        assert paths == (str(project / "docs_source"),)
        given["announce"](f"http://{given['host']}:{given['port']}", 1)
        request = ClientRequest(method="GET", path="/a\x1b[31m", query="b=1&access_token=s3cret")
        given["log"](request, MockResponse(status=404))
        given["log"](request, MockResponse(status=200, case=case_of("GET /a", "HTTP/1.1 200 OK")))
        given["reloaded"](2, None)
        given["reloaded"](0, NothingMatched("no page in docs", hint="x"))

    monkeypatch.setattr(serve_flow, "serve", flow)
    code, out, err = docreplay("serve", "--port", "8123", "docs_source")
    assert (code, out) == (0, "")
    assert err.splitlines() == [
        "serving 1 case at http://127.0.0.1:8123 (press Ctrl+C to stop)",
        r"GET /a\x1b[31m?b=1&access_token=*** 404",
        r"GET /a\x1b[31m?b=1&access_token=*** 200  docs_source/en-us/api/page.md:3:1",
        "pages changed: serving 2 cases",
        "pages changed, but cannot be read: no page in docs",
    ]


def test_options_reach_the_service_and_requests_need_not_be_logged(
    project: Path, docreplay: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flow(_config: Config, _paths: tuple[str, ...], **given: Any) -> None:
        assert not given["cors"]
        assert not given["reload"]
        assert given["validate"]
        given["log"](ClientRequest(method="GET", path="/a"), MockResponse(status=404))

    monkeypatch.setattr(serve_flow, "serve", flow)
    found = docreplay("serve", "--no-cors", "--no-reload", "--validate", "-q")
    assert (found.code, found.err) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "folder"),
    [
        ([], None),
        (["--cassettes"], "cassettes"),
        (["--cassettes", "tapes"], "tapes"),
        (["--cassettes=tapes"], "tapes"),
    ],
)
def test_recordings_are_served_where_asked(
    project: Path,
    docreplay: Command,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    folder: str | None,
) -> None:
    def flow(config: Config, _paths: tuple[str, ...], **given: Any) -> None:
        assert given["recorded"] == (folder is not None)
        assert config.cassettes == (folder or "cassettes")

    monkeypatch.setattr(serve_flow, "serve", flow)
    assert docreplay("serve", *arguments).code == 0


def test_what_answered_is_logged(
    project: Path, docreplay: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flow(_config: Config, _paths: tuple[str, ...], **given: Any) -> None:
        for number in (0, 1, 2):
            given["recordings"](number)
        request = ClientRequest(method="GET", path="/a")
        given["log"](request, MockResponse(status=200, recording="cassettes/a.md.json#a[1]"))
        case = case_of("GET /a", "HTTP/1.1 200 OK")
        given["log"](request, MockResponse(status=200, case=case, missed="GET /a is not\x1b"))

    monkeypatch.setattr(serve_flow, "serve", flow)
    assert docreplay("serve", "--cassettes").err.splitlines() == [
        "no recordings found in cassettes: answering from the pages",
        "answering from 1 recording in cassettes",
        "answering from 2 recordings in cassettes",
        "GET /a 200  cassettes/a.md.json#a[1]",
        "GET /a 200  docs_source/en-us/api/page.md:3:1",
        r"  GET /a is not\x1b",
    ]


def test_a_broken_cassette_ends_the_service(project: Path, docreplay: Command) -> None:
    file = project / "cassettes/docs_source/en-us/photo-get.md.json"
    file.parent.mkdir(parents=True)
    file.write_text("{", encoding="utf-8")
    ended = docreplay("serve", "--cassettes", "--port", "0")
    assert ended.code == 2
    assert "not a valid cassette" in ended.err


def test_an_invalid_port_is_refused(project: Path, docreplay: Command) -> None:
    assert docreplay("serve", "--port", "70000").code == 2

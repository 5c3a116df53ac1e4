"""Modes of recording, sequences, and what is recorded: the table of semantics, row by row."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest

from docreplay.errors import ConfigError
from docreplay.model.case import Answer, Skipped, Unreachable, Unrecorded
from docreplay.model.recordings.cassette import RecordMode
from docreplay.replay.sending import NoNetwork
from tests.replay.cassettes import BASE, FILE, JSON_TYPE, Player, Result, answer, record, sent

ONE, TWO, THREE = (answer(f'{{"n": {number}}}') for number in (1, 2, 3))


def text_of(root: Path) -> str:
    return (root / FILE).read_text(encoding="utf-8")


def entries(root: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(text_of(root))["log"]["entries"]
    return found


def bodies(*results: Result) -> list[bytes]:
    return [result.body for result in results if isinstance(result, Answer)]


@pytest.mark.parametrize(
    ("mode", "requests", "is_recorded"),
    [
        ("none", 0, False),
        ("once", 1, True),
        ("new-episodes", 1, True),
        ("all", 1, True),
        ("rewrite", 1, True),
        ("verify", 0, False),
    ],
)
def test_without_a_cassette_a_mode_records_or_misses(
    tmp_path: Path, mode: RecordMode, requests: int, is_recorded: bool
) -> None:
    player = Player(tmp_path, mode)
    found = player.send(sent())
    assert isinstance(found, Answer if requests else Unrecorded)
    assert len(player.live.requests) == requests
    assert (tmp_path / FILE).exists() == is_recorded


@pytest.mark.parametrize(
    ("mode", "known", "new", "kept"),
    [
        ("none", 0, 0, 1),
        ("once", 0, 0, 1),
        ("new-episodes", 0, 1, 2),
        ("all", 1, 1, 2),
        ("rewrite", 1, 1, 2),
        ("verify", 1, 0, 1),
    ],
)
def test_with_a_cassette_a_mode_plays_or_sends(
    tmp_path: Path, mode: RecordMode, known: int, new: int, kept: int
) -> None:
    """Count the requests that are sent for a recorded request, and for a new one."""
    record(tmp_path, sent())
    player = Player(tmp_path, mode)
    player.send(sent())
    assert len(player.live.requests) == known
    player.send(sent("/new"), "put_photo")
    assert len(player.live.requests) == known + new
    assert len(entries(tmp_path)) == kept


def test_once_records_all_cases_of_a_page_that_has_no_cassette(tmp_path: Path) -> None:
    player = Player(tmp_path, "once")
    player.send(sent(), "get_photo")
    player.send(sent(), "put_photo")
    assert [entry["_case"] for entry in entries(tmp_path)] == ["get_photo", "put_photo"]


@pytest.mark.parametrize("mode", ["new-episodes", "once", "none"])
def test_a_second_run_records_nothing(tmp_path: Path, mode: RecordMode) -> None:
    Player(tmp_path, "new-episodes").send(sent())
    before = text_of(tmp_path)
    player = Player(tmp_path, mode)
    assert isinstance(player.send(sent()), Answer)
    assert not player.live.requests
    assert text_of(tmp_path) == before


@pytest.mark.parametrize("mode", ["all", "rewrite"])
def test_recording_again_changes_no_byte_unless_the_response_changed(
    tmp_path: Path, mode: RecordMode
) -> None:
    def headers(second: int) -> list[tuple[str, str]]:
        return [*JSON_TYPE, ("Date", f"0:{second}"), ("X-Request-Id", str(second))]

    for number, body in enumerate(('{"a":1,"b":2}', '{"b": 2, "a": 1}')):
        given = answer(body, headers=headers(number))
        Player(tmp_path, mode, given, day=f"2026-11-0{number + 1}").send(sent())
        if not number:
            before = text_of(tmp_path)
    assert text_of(tmp_path) == before
    Player(tmp_path, mode, answer('{"a": 1}'), day="2026-12-01").send(sent())
    assert len(entries(tmp_path)) == 1
    assert "2026-12-01" in text_of(tmp_path)


@pytest.mark.parametrize("mode", ["all", "new-episodes"])
def test_the_same_request_again_is_a_sequence(tmp_path: Path, mode: RecordMode) -> None:
    recorder = Player(tmp_path, mode, ONE, TWO, THREE)
    for _ in range(3):
        recorder.send(sent())
    play = Player(tmp_path, "none")
    for _ in range(2):  # the case runs again: its sequence starts anew
        play.begin()
        found = [play.send(sent()) for _ in range(3)]
        assert bodies(*found) == [b'{"n":1}', b'{"n":2}', b'{"n":3}']
    missed = play.send(sent())
    assert isinstance(missed, Unrecorded)
    assert missed.reason == f"GET /photo is recorded 3 times, and the case sends it again ({FILE})"


def test_each_case_has_its_own_sequence_in_any_order(tmp_path: Path) -> None:
    recorder = Player(tmp_path, "all", ONE, TWO)
    recorder.send(sent(), "get_photo")
    recorder.send(sent(), "put_photo")
    play = Player(tmp_path, "none")
    found = [play.send(sent(), case) for case in ("put_photo", "get_photo")]
    assert bodies(*found) == [b'{"n":2}', b'{"n":1}']


def test_a_case_that_was_renamed_keeps_its_recording(tmp_path: Path) -> None:
    record(tmp_path, sent())
    assert isinstance(Player(tmp_path, "none", cases=["new"]).send(sent(), "new"), Answer)
    taken = Player(tmp_path, "none", cases=["new", "get_photo"]).send(sent(), "new")
    assert isinstance(taken, Unrecorded)


def test_a_redirect_is_a_recording_of_its_own(tmp_path: Path) -> None:
    moved = answer(b"", 302, [("Location", f"{BASE}/new?access_token=s3cret&x=1")])
    record(tmp_path, sent(), moved)
    found = Player(tmp_path, "none").send(sent())
    assert isinstance(found, Answer)
    assert (found.status, dict(found.headers)["Location"]) == (
        302,
        f"{BASE}/new?access_token=***1&x=1",
    )


def test_a_decoded_body_is_replayed_without_its_coding(tmp_path: Path) -> None:
    headers = [*JSON_TYPE, ("Content-Encoding", "gzip"), ("Content-Length", "99")]
    record(tmp_path, sent(), answer(headers=headers))
    found = Player(tmp_path, "none").send(sent())
    assert isinstance(found, Answer)
    assert (found.body, found.headers) == (b'{"height":48}', JSON_TYPE)
    assert '"value": "gzip"' in text_of(tmp_path)


@pytest.mark.parametrize(
    ("method", "status", "headers"),
    [
        ("HEAD", 200, [*JSON_TYPE, ("Content-Encoding", "gzip")]),
        ("GET", 204, JSON_TYPE),
        ("DELETE", 204, ()),
    ],
)
def test_a_response_without_a_body_stays_one(
    tmp_path: Path, method: str, status: int, headers: list[tuple[str, str]]
) -> None:
    request = sent(method=method)
    record(tmp_path, request, answer(b"", status, headers))
    found = Player(tmp_path, "none").send(request)
    assert isinstance(found, Answer)
    assert (found.status, found.body) == (status, b"")


@pytest.mark.parametrize(
    "body",
    [
        b"plain",
        b"two\r\nlines\n",
        b"\xef\xbb\xbf{}",
        b"not json",
        b'{"a":1,"a":2}',
        b'{"n":1.0,"big":123456789012345678901234567890,"e":1E+2,"text":"\\u00e9 \xe4\xb8\xad"}',
        b'"\\ud800"',
        b"[" * 300 + b"]" * 300,
        b"\xff\xfe\x00binary",
        bytes(range(256)) * 10,
        b"",
    ],
)
def test_a_body_comes_back_with_its_meaning(tmp_path: Path, body: bytes) -> None:
    record(tmp_path, sent(), answer(body))
    found = Player(tmp_path, "none").send(sent())
    assert isinstance(found, Answer)
    try:
        assert json.loads(found.body) == json.loads(body)
    except (ValueError, RecursionError):
        assert found.body == body
    for number in (b"1.0", b"1E+2", b"123456789012345678901234567890"):
        assert (number in found.body) == (number in body)


@pytest.mark.parametrize("charset", ["iso-8859-1", "utf-16", "unknown", "utf-8"])
def test_json_in_any_charset_is_recorded(tmp_path: Path, charset: str) -> None:
    text = '{"a":"\\u4e2d","token":"abcdef"}'
    body = text.encode("ascii" if charset == "unknown" else charset)
    headers = [("Content-Type", f"application/json; charset={charset}")]
    record(tmp_path, sent(), answer(body, headers=headers))
    found = Player(tmp_path, "none").send(sent())
    assert isinstance(found, Answer)
    decoded = found.body.decode("utf-8" if charset == "unknown" else charset)
    assert json.loads(decoded) == {"a": "中", "token": "***1"}


def test_a_large_binary_body_is_stored_by_its_digest(tmp_path: Path) -> None:
    record(tmp_path, sent(), answer(b"\xff" * 1_000_001, headers=[("Content-Type", "image/png")]))
    assert len(text_of(tmp_path)) < 10_000
    found = Player(tmp_path, "none").send(sent())
    assert isinstance(found, Answer)
    assert len(found.body) == 1_000_001


@pytest.mark.parametrize(
    "failed",
    [
        Unreachable(reason="cannot connect"),
        Skipped(kind="host", reason="x"),
        answer("{}", 429),
        answer("{}", 503),
    ],
)
def test_what_is_not_a_response_to_keep_replaces_no_recording(
    tmp_path: Path, failed: Result
) -> None:
    record(tmp_path, sent())
    before = text_of(tmp_path)
    Player(tmp_path, "all", failed).send(sent())
    assert text_of(tmp_path) == before


def test_a_documented_429_is_recorded(tmp_path: Path) -> None:
    player = Player(tmp_path, "all", answer("{}", 429), is_documented=lambda code: code == 429)
    player.send(sent())
    assert entries(tmp_path)[0]["response"]


def test_a_partial_run_keeps_what_it_did_not_run(tmp_path: Path) -> None:
    recorder = Player(tmp_path, "all", ONE)
    recorder.send(sent("/a"), "get_photo")
    recorder.send(sent("/b"), "put_photo")
    Player(tmp_path, "all", TWO).send(sent("/a"), "get_photo")
    play = Player(tmp_path, "none")
    found = [play.send(sent("/a"), "get_photo"), play.send(sent("/b"), "put_photo")]
    assert bodies(*found) == [b'{"n":2}', b'{"n":1}']


def test_verify_sends_and_keeps_both_responses(tmp_path: Path) -> None:
    record(tmp_path, sent(), answer('{"n": 1, "token": "abcdef"}'))
    before = text_of(tmp_path)
    transport = Player(tmp_path, "verify", answer('{"n": 2, "token": "ghijkl"}')).transport()
    assert bodies(transport.send(sent())) == [b'{"n": 2, "token": "ghijkl"}']
    assert transport.recorded
    assert transport.redacted
    assert transport.recorded.body == b'{"n":1,"token":"***1"}'
    assert transport.redacted.body == b'{"n":2,"token":"***2"}'
    assert text_of(tmp_path) == before


def test_without_a_network_no_socket_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(tmp_path, sent())
    opened: list[object] = []

    class Counted(socket.socket):
        def __init__(self, *arguments: object) -> None:
            opened.append(arguments)
            super().__init__()

    monkeypatch.setattr(socket, "socket", Counted)
    player = Player(tmp_path, "none")
    player.live = NoNetwork()  # type: ignore[assignment]  # what a run without a network has
    assert isinstance(player.send(sent()), Answer)
    assert isinstance(player.send(sent("/new")), Unrecorded)
    assert not opened
    socket.socket().close()
    assert len(opened) == 1


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"log": {"entries": 1}}', '{"log": {"_page": "", "entries": [{}]}}'],
)
def test_a_file_that_is_not_a_cassette_is_an_error_and_stays(tmp_path: Path, text: str) -> None:
    file = tmp_path / FILE
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    for mode in ("none", "once", "all"):
        with pytest.raises(ConfigError, match="not a valid cassette"):
            Player(tmp_path, mode).send(sent())
    assert file.read_text(encoding="utf-8") == text


def test_a_changed_digest_is_an_error(tmp_path: Path) -> None:
    record(tmp_path, sent(), answer(b"\xff\x00", headers=[("Content-Type", "image/png")]))
    file = tmp_path / FILE
    file.write_text(text_of(tmp_path).replace('"/wA="', '"/wE="'), encoding="utf-8")
    with pytest.raises(ConfigError, match="digest"):
        Player(tmp_path, "none").send(sent())


def test_a_page_outside_of_the_project_is_not_written(tmp_path: Path) -> None:
    from docreplay.sources.cassettes import CassetteFiles  # noqa: PLC0415

    with pytest.raises(ConfigError, match="outside of `cassettes`"):
        CassetteFiles(tmp_path, "cassettes").name_of("../../other.md")


def _record_case(root: Path, case: str) -> None:
    for number in range(5):
        Player(root, "all", answer(f'{{"n": {number}}}')).send(sent(f"/{case}"), case)


def test_processes_that_record_one_page_lose_nothing(tmp_path: Path) -> None:
    names = [f"case_{number}" for number in range(6)]
    context = get_context("spawn")
    workers = [context.Process(target=_record_case, args=(tmp_path, name)) for name in names]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [entry["_case"] for entry in entries(tmp_path)] == names


_ENDLESS = """
import sys
from pathlib import Path
from tests.replay.cassettes import Player, answer, sent
number = 0
while True:
    number += 1
    body = '{"n": "' + str(number) * 20000 + '"}'
    Player(Path(sys.argv[1]), "all", answer(body)).send(sent())
    print(number, flush=True)
"""


@pytest.fixture
def endless(tmp_path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-c", _ENDLESS, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        yield process


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_kill_while_writing_leaves_a_whole_file(
    tmp_path: Path, endless: "subprocess.Popen[bytes]"
) -> None:
    assert endless.stdout is not None
    for _ in range(30):
        endless.stdout.readline()
    endless.send_signal(signal.SIGKILL)
    endless.wait(30)
    assert isinstance(Player(tmp_path, "none").send(sent()), Answer)
    assert len(entries(tmp_path)) == 1

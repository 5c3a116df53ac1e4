"""A host in `allow-hosts` is not asked at an address of this machine, whatever its spelling."""

import socket
from pathlib import Path

import pytest

from tests.safety.conftest import Command, Recorder, page, write_page

SPELLINGS = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "0.0.0.0",  # noqa: S104  # none is bound
    "[::ffff:127.0.0.1]",
    "localhost",
]


def configure(project: Path, host: str, base: str, more: str = "") -> None:
    settings = f'base-url = "{base}"\nallow-hosts = ["{host}"]\nretries = 0\n{more}\n'
    (project / "docreplay.toml").write_text(settings, encoding="utf-8")
    write_page(project, page(f"GET http://{host}/x"))


def placed(host: str, service: Recorder) -> str:
    return f"{host}:{service.url.rpartition(':')[2]}"


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_an_address_of_this_machine_is_refused(
    project: Path, docreplay: Command, stranger: Recorder, spelling: str
) -> None:
    configure(project, placed(spelling, stranger), "http://api.example.invalid")
    ended = docreplay("test")
    assert stranger.requests == []
    assert ended.code == 5
    assert "which only the base URL may have" in ended.out


def test_a_name_is_resolved_once_and_its_checked_address_is_used(
    project: Path, docreplay: Command, stranger: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that has a public address when it is checked, and a private one afterwards."""
    answers = iter(["93.184.215.14"] + ["127.0.0.1"] * 9)
    connected: list[str] = []
    resolve = socket.getaddrinfo

    def rebinding(host: str, port: int, *rest: object, **more: object) -> object:
        if host == "rebind.example":
            host = next(answers)
        else:
            connected.append(host)
        return resolve(host, port, *rest, **more)  # type: ignore[arg-type]  # what was given

    def refuse(self: socket.socket, address: tuple[str, int]) -> None:
        connected.append(f"socket to {address[0]}")
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    configure(project, placed("rebind.example", stranger), "http://api.example.invalid")
    docreplay("test")
    assert stranger.requests == []
    assert "socket to 93.184.215.14" in connected
    assert "socket to 127.0.0.1" not in connected


def test_a_private_name_is_refused_unless_that_is_allowed(
    project: Path, docreplay: Command, stranger: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve = socket.getaddrinfo

    def named(host: str, *rest: object, **more: object) -> object:
        own = "127.0.0.1" if host == "uploads.example" else host
        return resolve(own, *rest, **more)  # type: ignore[arg-type]  # what was given

    monkeypatch.setattr(socket, "getaddrinfo", named)
    host = placed("uploads.example", stranger)
    configure(project, host, "http://api.example.invalid")
    assert "`uploads.example` has the loopback address 127.0.0.1" in docreplay("test").out
    assert stranger.requests == []
    configure(project, host, "http://api.example.invalid", "allow-private-addresses = true")
    assert docreplay("test").code == 0
    assert len(stranger.requests) == 1


def test_the_base_url_may_have_any_address_and_lends_it(
    project: Path, docreplay: Command, service: Recorder, stranger: Recorder
) -> None:
    configure(project, stranger.host, service.url)
    assert docreplay("test").code == 0
    assert len(stranger.requests) == 1

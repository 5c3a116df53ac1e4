"""Credentials that pages show are not sent, and the run says so once."""

from pathlib import Path

import pytest

from docreplay.cli.main import main
from tests.live.conftest import Command, Pages, Service, documented

RULE = "RUN550"
BEARER = "GET /a\nAuthorization: Bearer eyJ0eXAi"
WITHHELD = "(configure an account to send your own)"


def notes(out: str) -> list[str]:
    return [line.partition(RULE)[2].strip() for line in out.splitlines() if RULE in line]


@pytest.mark.parametrize(
    ("texts", "options", "found"),
    [
        ({"p": (BEARER,)}, (), [f"the `Authorization` that 1 page shows was withheld {WITHHELD}"]),
        ({"p": (BEARER, "GET /b\nauthorization: Basic YTpi")}, (),
         [f"the `Authorization` that 1 page shows was withheld {WITHHELD}"]),
        ({"p": (BEARER,), "q": (BEARER,)}, (),
         [f"the `Authorization` that 2 pages show was withheld {WITHHELD}"]),
        ({"p": (BEARER,)}, ("--ignore", "credentials-shown"), []),
        ({"p": ("GET /a",)}, (), []),
        ({"p": ("DELETE /a\nAuthorization: Bearer eyJ0eXAi",)}, (), []),
    ],
    ids=["one", "one-page-twice", "two-pages", "ignored", "none-shown", "not-sent"],
)  # fmt: skip
def test_a_run_names_what_it_did_not_send(
    pages: Pages, replay: Command, service: Service,
    texts: dict[str, tuple[str, ...]], options: tuple[str, ...], found: list[str],
) -> None:  # fmt: skip
    pages(**{name: documented(*requests) for name, requests in texts.items()})
    assert notes(replay(*options).out) == found
    assert not any("eyJ0eXAi" in str(headers) for headers in service.headers)


def test_what_an_account_replaces_is_named_without_advice(
    pages: Pages, replay: Command, service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOKEN", "of-the-reader")
    pages(p=documented(BEARER))
    config = '[accounts.reader]\ntoken = "$env:TOKEN"\n'
    (tmp_path / "docreplay.toml").write_text(config, encoding="utf-8")
    assert notes(replay().out) == ["the `Authorization` that 1 page shows was replaced"]
    assert service.headers[0]["Authorization"] == "Bearer of-the-reader"


SECRET = "0wn-secret"
TOKEN = (
    "POST /token\nContent-Type: application/x-www-form-urlencoded\n\n"
    "grant_type=client_credentials&client_secret=shown-secret"
)
LOGIN = 'POST /login\nContent-Type: application/json\n\n{ "user": "ada", "password": "shown-one" }'
USER = 'POST /users\nContent-Type: application/json\n\n{ "user": "ada", "password": "shown-one" }'


def test_a_body_gets_the_value_of_the_run(pages: Pages, replay: Command, service: Service) -> None:
    pages(p=documented(TOKEN, LOGIN))
    ended = replay("--unsafe-methods", "--var", f"client_secret={SECRET}")
    assert notes(ended.out) == ["the `client_secret` that 1 page shows was replaced"]
    assert service.requests == ["POST /token"]
    assert "1 passed" in ended.out
    assert "1 skipped" in ended.out
    assert "missing value for `password`: the body shows an example of a credential" in ended.out
    assert SECRET not in ended.out


def test_data_in_a_body_is_sent_without_a_note(
    pages: Pages, replay: Command, service: Service
) -> None:
    pages(p=documented(USER))
    ended = replay("--unsafe-methods")
    assert (ended.code, notes(ended.out), service.requests) == (0, [], ["POST /users"])


def test_what_a_body_needs_is_listed(
    pages: Pages, service: Service, capfd: pytest.CaptureFixture[str]
) -> None:
    pages(p=documented(TOKEN, LOGIN, USER))
    main(("list", "--unfilled", "--base-url", service.url))
    out = capfd.readouterr().out
    assert "client_secret" in out
    assert "password" in out


def test_recordings_answer_without_the_value(
    pages: Pages, replay: Command, service: Service, tmp_path: Path
) -> None:
    pages(p=documented(LOGIN))
    options = ("--unsafe-methods", "--var", f"password={SECRET}")
    assert replay(*options, "--record-mode", "once").code == 0
    written = "".join(file.read_text(encoding="utf-8") for file in tmp_path.rglob("*.json"))
    assert SECRET not in written
    ended = replay("--unsafe-methods", "--record-mode", "none")
    assert (ended.code, service.requests) == (0, ["POST /login"]), ended.out

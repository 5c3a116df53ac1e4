"""Credentials that pages show are not sent, and the run says so once."""

from pathlib import Path

import pytest

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

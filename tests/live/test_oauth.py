"""Grants of OAuth 2 against a real server: how tokens are fetched, renewed and refused."""

import stat
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

import pytest
import requests

from docreplay.cli.main import main
from tests.cli.conftest import Ended
from tests.live.conftest import Pages, documented
from tests.live.real_services import running

CLIENT = 'client-id = "{0}"\nclient-secret = "$env:SECRET"\n'
MACHINE = CLIENT.format("machine")
PERSON = CLIENT.format("person") + 'username = "ann"\npassword = "$env:PASSWORD"\n'


@pytest.fixture(scope="module")
def lasting() -> Iterator[str]:
    """A server whose tokens last."""
    with running("oauth") as url:
        yield url


@pytest.fixture(scope="module")
def short() -> Iterator[str]:
    """A server whose tokens last for two seconds."""
    with running("oauth", "2") as url:
        yield url


Run = Callable[..., Ended]


@pytest.fixture
def run(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `docreplay test` against a server with one account or several."""
    monkeypatch.setenv("PASSWORD", "ann-passw0rd")

    def run(url: str, *accounts: str, options: Sequence[str] = ()) -> Ended:
        tables = (
            f'[accounts.number{number}]\ntoken-url = "{url}/o/token/"\n{account}\n'
            for number, account in enumerate(accounts)
        )
        (tmp_path / "docreplay.toml").write_text("".join(tables), encoding="utf-8")
        code = main(("test", "-q", "--base-url", url, *options))
        return Ended(code, *capfd.readouterr())

    return run


def asked(url: str) -> dict[str, Any]:
    """Return the grants and the times of the requests for tokens so far."""
    found: dict[str, Any] = requests.get(f"{url}/asked", timeout=20).json()
    return found


def grants(url: str) -> list[str]:
    """Return the grants of the requests for tokens so far."""
    found: list[str] = asked(url)["grants"]
    return found


@pytest.mark.parametrize(
    ("account", "secret", "wanted"),
    [
        (MACHINE + 'scopes = ["read"]', "machine-secret", ["client_credentials"]),
        (MACHINE + 'client-auth = "client_secret_post"', "machine-secret", ["client_credentials"]),
        (PERSON + 'grant = "password"\nscope = "read write"', "person-secret", ["password"]),
    ],
)
def test_one_token_is_fetched_for_a_run(
    pages: Pages, run: Run, lasting: str, monkeypatch: pytest.MonkeyPatch,
    account: str, secret: str, wanted: list[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("SECRET", secret)
    before = len(grants(lasting))
    pages(p=documented("GET /read", "GET /read/1", "GET /read/2"))
    ended = run(lasting, account)
    assert (ended.code, grants(lasting)[before:]) == (0, wanted), ended.out


@pytest.mark.parametrize(
    ("account", "secret", "reason"),
    [
        (MACHINE, "wrong", "the token endpoint responded with 401 `invalid_client`: the client or"
         " its secret is unknown to the server"),
        (MACHINE + 'scopes = ["admin"]', "machine-secret",
         "400 `invalid_scope`: the server does not give the scopes"),
        (PERSON, "person-secret",
         "400 `unauthorized_client`: the server does not allow the client this grant"),
        (PERSON + 'grant = "password"', "wrong", "401 `invalid_client`"),
        (CLIENT.format("person") + 'grant = "refresh-token"\nrefresh-token = "$env:SECRET"',
         "person-secret", "400 `invalid_grant`"),
    ],
)  # fmt: skip
def test_a_refusal_is_asked_for_once_and_explained(
    pages: Pages, run: Run, lasting: str, monkeypatch: pytest.MonkeyPatch,
    account: str, secret: str, reason: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("SECRET", secret)
    before = len(grants(lasting))
    pages(p=documented("GET /read", "GET /read/1"))
    ended = run(lasting, account)
    assert ended.code == 3
    assert reason in " ".join(ended.out.split())
    assert "account `number0`" in ended.out
    assert len(grants(lasting)) - before == 1


def test_a_missing_scope_is_a_refused_case_and_no_reason_to_ask_again(
    pages: Pages, run: Run, lasting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "machine-secret")
    before = len(grants(lasting))
    pages(p=documented("GET /write", "GET /write", "GET /write"))
    ended = run(lasting, MACHINE + 'scope = "read"')
    assert ended.code == 3
    assert len(grants(lasting)) - before == 1


def test_a_rotated_refresh_token_is_stored_and_used_in_the_next_run(
    pages: Pages, run: Run, lasting: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    form = {"grant_type": "password", "username": "ann", "password": "ann-passw0rd"}
    auth = ("person", "person-secret")
    first = requests.post(f"{lasting}/o/token/", data=form, auth=auth, timeout=20).json()
    monkeypatch.setenv("FIRST", first["refresh_token"])
    monkeypatch.setenv("SECRET", "person-secret")
    pages(p=documented("GET /read"))
    account = CLIENT.format("person") + (
        'grant = "refresh-token"\nrefresh-token = "$env:FIRST"\n'
        'refresh-token-store = "$file:private/token"\n'
    )
    store = tmp_path / "private/token"
    store.parent.mkdir()
    stored = set()
    for _ in range(3):
        ended = run(lasting, account)
        assert ended.code == 0, ended.out
        stored.add(store.read_text(encoding="utf-8").strip())
        assert stat.S_IMODE(store.stat().st_mode) == 0o600
        assert not any(token in ended.out + ended.err for token in stored)
    assert len(stored) == 3
    assert first["refresh_token"] not in stored


def test_a_device_code_is_shown_and_waited_for(
    pages: Pages, run: Run, lasting: str, tmp_path: Path
) -> None:
    pages(p=documented("GET /read"))

    def confirm() -> None:
        for _ in range(50):
            sleep(0.2)
            requests.post(f"{lasting}/confirm", timeout=20)

    Thread(target=confirm, daemon=True).start()
    account = 'client-id = "device"\ngrant = "device-code"\n'
    account += f'device-url = "{lasting}/o/device-authorization/"'
    ended = run(lasting, account)
    assert ended.code == 0, ended.out
    assert "To sign in, open http://127.0.0.1/device and enter the code" in ended.out + ended.err


@pytest.mark.parametrize("options", [(), ("-n", "4")])
def test_an_expired_token_is_renewed_once_for_all_processes(
    pages: Pages, run: Run, short: str, monkeypatch: pytest.MonkeyPatch, options: Sequence[str]
) -> None:
    monkeypatch.setenv("SECRET", "machine-secret")
    before = len(grants(short))
    for number in range(4):
        pages(**{f"p{number}": documented(*(f"GET /slow/{number}{k}" for k in range(12)))})
    ended = run(short, MACHINE + 'scopes = ["read"]', options=options)
    assert ended.code == 0, ended.out
    times = asked(short)["times"][before:]
    assert len(times) >= 2
    assert min(later - earlier for earlier, later in pairwise(times)) > 1.7


def test_least_privilege_asks_for_a_token_with_the_scopes_of_each_case(
    pages: Pages, run: Run, lasting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "machine-secret")
    before = len(grants(lasting))
    mark = '"request", "scopes": "{0}",'
    read = documented("GET /read", "GET /read/1").replace('"request",', mark.format("read"))
    write = documented("GET /write", "GET /write").replace('"request",', mark.format("write"))
    pages(read=read, write=write)
    ended = run(lasting, MACHINE + 'scopes = ["read", "write"]\nleast-privilege = true')
    assert ended.code == 0, ended.out
    assert len(grants(lasting)) - before == 2

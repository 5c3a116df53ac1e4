"""Credentials of accounts: no output shows them, and no host gets them that is not theirs."""

import json
import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.safety.conftest import Command, Recorder, page, write_page
from tests.safety.test_reports import answer, outputs, readings, scanned
from tests.support.service import Exchange, service_of

_RANDOM = Random(17)
_ASCII = string.ascii_letters + string.digits
_ODD = "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~"


def _planted(odd: str) -> str:
    """Return a secret of letters, digits and odd characters."""
    middle = [_RANDOM.choice(_ASCII) for _ in range(18)]
    for _ in range(4 if odd else 0):
        middle[_RANDOM.randrange(18)] = _RANDOM.choice(odd)
    return f"s3{''.join(middle)}Q9"


PLANTED = [_planted(_ODD if number % 3 else "") for number in range(60)]
TOKENS, PASSWORDS, KEYS, QUERIES = (PLANTED[at : at + 12] for at in range(0, 48, 12))
OAUTH = [PLANTED[at : at + 4] for at in range(48, 60, 4)]
"""Client secret, access token, refresh token and id token of each account."""


def _accounts(url: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each account, as lines of TOML, and the variables of the environment that it needs."""
    for index, secret in enumerate(TOKENS):
        yield 'token = "$env:{0}"', {f"T{index}": secret}
    for index, secret in enumerate(PASSWORDS):
        yield 'username = "ann"\npassword = "$env:{0}"', {f"P{index}": secret}
    for index, secret in enumerate(KEYS):
        yield 'api-key = "$env:{0}"\napi-key-header = "X-Own"', {f"K{index}": secret}
    for index, secret in enumerate(QUERIES):
        yield 'api-key = "$env:{0}"\napi-key-query = "own"', {f"Q{index}": secret}
    for index, (secret, *_) in enumerate(OAUTH):
        text = f'token-url = "{url}/token/{index}"\nclient-id = "me"\nclient-secret = "$env:{{0}}"'
        yield text, {f"O{index}": secret}


def _respond(exchange: Exchange) -> None:
    """Give tokens, and repeat in every form the secret that a request belongs to."""
    found = re.match(r"/(token|case)/(\d+)", exchange.path)
    assert found
    number = int(found[2])
    if found[1] == "token":
        _, access, refresh, identity = OAUTH[number]
        body = json.dumps(
            {"access_token": access, "refresh_token": refresh, "id_token": identity}
        ).encode()
    else:
        several = OAUTH[number - 48] if number >= 48 else [PLANTED[number]]
        body = b"[" + b",".join(map(answer, several)) + b"]"
    headers = {"Content-Type": "application/json", "X-Echo": str(number)}
    exchange.give(200, headers, body)


def _project(root: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tables, pages = [], []
    for number, (text, variables) in enumerate(_accounts(url)):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
            tables.append(f'[accounts.a{number}]\ntags = ["t{number}"]\n{text.format(name)}\n')
        shown = page(
            f"GET /case/{number}",
            'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{ "a": "x" }',
            name=f"case{number}",
        )
        pages.append(shown.replace('"request",', f'"request", "tags": "t{number}",'))
    write_page(root, "\n".join(pages))
    (root / "docreplay.toml").write_text("".join(tables), encoding="utf-8")


def test_no_output_shows_credentials_of_accounts(
    project: Path, docreplay: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    with service_of(_respond) as url:
        _project(project, url, monkeypatch)
        found = outputs(project, docreplay, url)
    showing = []
    for name, text in found.items():
        spelt = list(readings(text))
        showing += [(name, secret) for secret in PLANTED if any(secret in item for item in spelt)]
        assert not scanned(project, text), name
    assert not showing
    assert sum(text.count("***") for text in found.values()) > len(PLANTED)


ALLOWED = 'allow-hosts = ["{stranger}"]\nallow-private-addresses = true\n'
TOKEN = 'token = "$env:TOKEN"\n'
SECRET = "t0ken-of-the-account"

ATTACKS: dict[str, tuple[str, str]] = {
    "a documented host": ("GET {url}/a", ""),
    "a documented host that is allowed": ("GET {url}/a", ALLOWED),
    "a host header": ("GET /a\nHost: {stranger}", ALLOWED),
    "the same host with a different port": ("GET {url}/a", ALLOWED),
    "a user in the URL": ("GET http://{host}@{stranger}/a", ALLOWED),
    "a placeholder for the token": ("GET {url}/a?t={{TOKEN}}", ALLOWED),
    "a forwarded host": ("GET /a\nX-Forwarded-Host: {stranger}", ""),
    "an absolute form": ("GET //{stranger}/a", ALLOWED),
    "a backslash": ("GET \\\\{stranger}/a", ALLOWED),
}
"""Requests of a page that try to send the token elsewhere, and what the configuration allows."""


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("kind", [TOKEN, 'api-key = "$env:TOKEN"\napi-key-query = "k"\n'])
def test_no_page_sends_credentials_to_a_different_host(
    project: Path, docreplay: Command, service: Recorder, stranger: Recorder,
    monkeypatch: pytest.MonkeyPatch, attack: str, kind: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("TOKEN", SECRET)
    names = {"url": stranger.url, "stranger": stranger.host, "host": service.host}
    request, settings = (text.format(**names) for text in ATTACKS[attack])
    write_page(project, page(request))
    (project / "docreplay.toml").write_text(f"{settings}[accounts.a]\n{kind}", encoding="utf-8")
    docreplay("test", "--base-url", service.url)
    assert not any(SECRET in item for item in stranger.requests)


def test_a_redirect_does_not_take_credentials_along(
    project: Path, docreplay: Command, service: Recorder, stranger: Recorder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("TOKEN", SECRET)
    service.status, service.headers = 302, {"Location": stranger.url}
    write_page(project, page("GET /a"))
    settings = f'allow-hosts = ["{stranger.host}"]\n[accounts.a]\nhosts = ["{service.host}"]\n'
    (project / "docreplay.toml").write_text(settings + TOKEN, encoding="utf-8")
    docreplay("test", "--base-url", service.url)
    assert any(SECRET in item for item in service.requests)
    assert stranger.requests == []


def test_a_redirect_of_the_token_endpoint_is_not_followed(
    project: Path, docreplay: Command, service: Recorder, stranger: Recorder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("TOKEN", SECRET)
    service.status, service.headers = 307, {"Location": stranger.url}
    write_page(project, page("GET /a"))
    account = f'token-url = "{service.url}/token"\nclient-id = "me"\nclient-secret = "$env:TOKEN"\n'
    (project / "docreplay.toml").write_text(f"[accounts.a]\n{account}", encoding="utf-8")
    assert docreplay("test", "--base-url", service.url).code == 3
    assert stranger.requests == []


def test_a_host_that_the_account_names_gets_its_credentials(
    project: Path, docreplay: Command, service: Recorder, stranger: Recorder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("TOKEN", SECRET)
    write_page(project, page(f"GET {stranger.url}/a"))
    settings = ALLOWED.format(stranger=stranger.host)
    account = f'[accounts.a]\nhosts = ["{stranger.host}"]\n{TOKEN}'
    (project / "docreplay.toml").write_text(settings + account, encoding="utf-8")
    docreplay("test", "--base-url", service.url)
    assert any(f"Bearer {SECRET}" in item for item in stranger.requests)


COMMAND = "[accounts.a]\ntoken = \"$cmd:{0} -c 'print(1234567, flush=True)'\"\n"


def test_a_command_needs_a_trusted_configuration(
    project: Path, docreplay: Command, service: Recorder, tmp_path_factory: pytest.TempPathFactory,
    interpreter: str,
) -> None:  # fmt: skip
    write_page(project, page("GET /a"))
    own = project / "docreplay.toml"
    own.write_text(COMMAND.format(interpreter), encoding="utf-8")
    ended = docreplay("test", "--base-url", service.url)
    assert (ended.code, service.requests) == (2, [])
    assert "`token` runs a command, which needs consent" in ended.err
    trusted = tmp_path_factory.mktemp("trusted") / "trusted.toml"
    trusted.write_text(own.read_text(encoding="utf-8"), encoding="utf-8")
    docreplay("test", "--base-url", service.url, "--trust-config", str(trusted))
    assert "Authorization: Bearer 1234567" in service.requests[0]


def test_no_shell_runs_a_command(
    project: Path, docreplay: Command, service: Recorder, tmp_path_factory: pytest.TempPathFactory,
    interpreter: str,
) -> None:  # fmt: skip
    write_page(project, page("GET /a"))
    file = tmp_path_factory.mktemp("trusted") / "trusted.toml"
    words = f"{interpreter} -c 'import sys; print(len(sys.argv))' $(touch owned) ; touch owned"
    file.write_text(f'[accounts.a]\ntoken = "$cmd:{words}"\n', encoding="utf-8")
    docreplay("test", "--base-url", service.url, "--trust-config", str(file))
    assert not (project / "owned").exists()
    assert "Authorization: Bearer 6" in service.requests[0]


def test_a_pull_request_cannot_change_accounts(
    project: Path, docreplay: Command, service: Recorder, stranger: Recorder,
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("TOKEN", SECRET)
    write_page(project, page(f"GET {stranger.url}/a"))
    base = tmp_path_factory.mktemp("trusted") / "trusted.toml"
    base.write_text(f"[accounts.a]\n{TOKEN}", encoding="utf-8")
    changed = (
        f'allow-hosts = ["{stranger.host}"]\nproxy = "{stranger.url}"\n'
        f'[accounts.a]\nhosts = ["{stranger.host}"]\n{TOKEN}'
    )
    (project / "docreplay.toml").write_text(changed, encoding="utf-8")
    docreplay("test", "--base-url", service.url, "--trust-config", str(base))
    assert stranger.requests == []


@pytest.fixture
def interpreter() -> str:
    """The path of this Python."""
    return sys.executable

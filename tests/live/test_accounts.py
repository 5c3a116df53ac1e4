"""Which account a request is sent with, and which hosts get its credentials."""

from base64 import b64encode
from pathlib import Path

import pytest

from tests.live.conftest import Command, Pages, Service, documented

TOKEN = "t0ken-of-the-reader"


def configure(folder: Path, text: str) -> None:
    (folder / "docreplay.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("account", "header", "sent"),
    [
        ('token = "$env:TOKEN"', "Authorization", f"Bearer {TOKEN}"),
        ('token = "$file:token.txt"', "Authorization", "Bearer of-a-file"),
        ('username = "ann"\npassword = "$env:TOKEN"', "Authorization",
         f"Basic {b64encode(f'ann:{TOKEN}'.encode()).decode()}"),
        ('api-key = "$env:TOKEN"', "X-API-Key", TOKEN),
        ('api-key = "$env:TOKEN"\napi-key-header = "X-Own"', "X-Own", TOKEN),
    ],
)  # fmt: skip
def test_requests_have_the_credentials(
    pages: Pages, replay: Command, service: Service, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, account: str, header: str, sent: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("TOKEN", TOKEN)
    (tmp_path / "token.txt").write_text("of-a-file\n", encoding="utf-8")
    pages(p=documented("GET /a"))
    configure(tmp_path, f"[accounts.reader]\n{account}\n")
    assert replay().code == 0
    assert service.headers[0][header] == sent


def test_an_api_key_of_the_query_replaces_that_of_the_page(
    pages: Pages, replay: Command, service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOKEN", "a+b/c=")
    pages(p=documented("GET /a?q=1&key=EXAMPLE&z=2"))
    configure(tmp_path, '[accounts.reader]\napi-key = "$env:TOKEN"\napi-key-query = "key"\n')
    assert replay().code == 0
    assert service.requests == ["GET /a?q=1&z=2&key=a%2Bb%2Fc%3D"]


def scoped(**accounts: str) -> str:
    return "".join(
        f'[accounts.{name}]\ntoken = "$env:{name.upper()}"\n{rest}\n'
        for name, rest in accounts.items()
    )


TABLE = """
## Permissions

|Permission type|Permissions|
|:--|:--|
|Delegated (work or school account)|User.Read, User.ReadWrite and Mail.Send|
|Delegated (personal Microsoft account)|Not supported.|
|Application|User.Read.All|

"""


@pytest.mark.parametrize(
    ("accounts", "page", "sent"),
    [
        (scoped(a="", b=""), "", "a"),
        (scoped(a="", b="default = true"), "", "b"),
        (scoped(a='scopes = ["files.read"]', b='scopes = ["Other"]'), "scopes:files.read", "a"),
        (scoped(a='scopes = ["Other"]', b='scopes = ["x", "FILES.read"]'), "scopes:Files.Read",
         "b"),
        (scoped(a='scopes = ["x"]', b='scopes = ["x", "y"]'), "scopes:x y", "b"),
        (scoped(a='scopes = ["x"]'), "scopes:x y", "no account has the scopes `x`, `y`"),
        (scoped(a='scopes = ["x"]'), "", "a"),
        (scoped(a='permissions = "application"', b='permissions = "delegated"'), TABLE, "a"),
        (scoped(a='permissions = "application"\nscopes = ["User.Read"]',
                b='permissions = "delegated"\nscopes = ["User.Read"]'), TABLE, "b"),
        (scoped(a='scopes = ["User.ReadWrite"]'), TABLE,
         "no account has one of the permissions `Mail.Send and User.ReadWrite`, `User.Read`,"
         " `User.Read.All`"),
        (scoped(a='scopes = ["https://g.example.com/User.ReadWrite", "Mail.Send"]'), TABLE, "a"),
        (scoped(a='permissions = "application"'),
         TABLE.replace("User.Read.All", "Not supported."),
         "the page documents no application permissions"),
        (scoped(a="", b='tags = ["cloud"]'), "tags:cloud", "b"),
        (scoped(a='tags = ["cloud"]', b=""), "", "b"),
        (scoped(a='tags = ["cloud"]'), "", "every account is for requests with tags"),
        (scoped(a='tags = ["cloud"]'), "tags:premise", "no account is for the tag `premise`"),
    ],
)  # fmt: skip
def test_an_account_is_chosen_by_what_the_case_needs(
    pages: Pages, replay: Command, service: Service, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, accounts: str, page: str, sent: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("A", "token-of-a")
    monkeypatch.setenv("B", "token-of-b")
    text = documented("GET /a")
    key, sign, words = page.partition(":") if not page.startswith("\n") else (page, "", "")
    text = text.replace('"request",', f'"request", "{key}": "{words}",', 1) if sign else page + text
    pages(p=f"# Page\n{text}")
    configure(tmp_path, accounts)
    code, out, _ = replay()
    if len(sent) == 1:
        assert [item["Authorization"] for item in service.headers] == [f"Bearer token-of-{sent}"]
        assert code == 0
    else:
        assert (code, service.requests) == (5, [])
        assert sent in " ".join(out.split())


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ('[accounts.a]\ntoken = "$env:A"\n', "the `Authorization` that 2 pages show was replaced"),
        ("", "the `Authorization` that 2 pages show was withheld (configure an account"),
    ],
)
def test_credentials_of_pages_are_reported_once_and_not_sent(
    pages: Pages, replay: Command, service: Service, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, settings: str, sentence: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("A", "token-of-a")
    shown = documented("GET /a?api_key=EXAMPLE&q=1\nAuthorization: Bearer EXAMPLE", "GET /b")
    pages(p=shown, q=shown)
    configure(tmp_path, settings)
    code, out, _ = replay()
    words = " ".join(out.split())
    assert (code, words.count(sentence)) == (0, 1)
    assert "the `api_key` that 2 pages show was withheld" in words
    assert "GET /a?q=1" in service.requests
    assert not any("EXAMPLE" in str(item) for item in service.headers)

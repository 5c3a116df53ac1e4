from pathlib import Path

from docreplay.config.apidoctor import Migration
from docreplay.config.settings import Config
from docreplay.flows.apidoctor import migrate
from docreplay.flows.apidoctor_accounts import translate_accounts
from docreplay.model.json.value import JSON
from tests.support.pages import exchange

SUPPRESSED = """
<!-- { "type": "#page.annotation", "suppressions": [
  "Warning: /x.md: Property 'a' found in resource definition,
    but not described in markdown table.",
  "Error: get_a/b: Expected type Single but actual was Int64.",
  "Warning: something else"
] } -->
"""


def test_files_pages_and_scenarios_of_a_repository_become_settings(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "docs_source").mkdir()
    page = exchange("GET /photos/{id}", "HTTP/1.1 200 OK\n\n{}", name="get_photo")
    (tmp_path / "docs_source/a.md").write_text(page + SUPPRESSED)
    (tmp_path / "config/a.json").write_text('{ /* comment */ "pathsToIgnore": ["/graph/"], }')
    (tmp_path / "config/b.json").write_text("not json")
    (tmp_path / "config/c.json").write_text(
        '{ "scenarios": [{ "enabled": true, "method": "get_photo",'
        ' "request-parameters": { "{id}": "7" } }] }'
    )
    (tmp_path / "config/d.json").write_text(
        '{ "accounts": [{ "additionalHeaders": ["a b: $env:X"] }] }'
    )
    found = migrate(Config(root=tmp_path))
    assert found.settings == {
        "ignore-links": ["/graph/"],
        "per-page-ignores": {"docs_source/a.md": ["property-untabled", "type-differs"]},
        "parameters": {"a#get_photo": {"id": "7"}},
        "scenarios": ["config"],
    }
    assert any("`headers` is not taken over: " in remark for remark in found.remarks)
    assert found.remarks[-1] == "suppressions on pages that no rule of docreplay needs: 1"


ACCOUNTS: JSON = [
    {
        "name": "Prod (user)",
        "enabled": True,
        "oauthType": "UserPassword",
        "username": "$env:USER_NAME",
        "password": "$env:PASS_WORD",
        "tokenService": "https://login.example/common",
        "resource": "https://api.example",
        "serviceUrl": "https://api.example/v1",
        "tags": ["a"],
        "apiVersions": ["v1"],
    },
    {
        "name": "b",
        "enabled": True,
        "oauthMode": "RefreshToken",
        "clientId": "c",
        "clientSecret": "$env:CLIENT_SECRET",
        "refreshToken": "$env:REFRESH",
        "tokenService": "https://login.example/token",
        "scopes": ["s"],
        "transformations": {"request": {"properties": {"x": "y"}}},
    },
    {"name": "off", "refreshToken": "$env:REFRESH", "tokenService": "https://login.example/token"},
    {
        "name": "literal",
        "enabled": True,
        "refreshToken": "hunter2",
        "tokenService": "https://x/token",
    },
]


def test_accounts_become_accounts_and_secrets_are_never_taken_from_the_file() -> None:
    found = Migration()
    translate_accounts(found, [("a.json", {"x": 1}), ("b.json", {"accounts": ACCOUNTS})])
    assert found.settings["accounts"] == {
        "Prod-user": {
            "hosts": ["api.example"],
            "tags": ["a", "v1"],
            "resource": "https://api.example",
            "authority": "https://login.example/common",
            "grant": "password",
            "username": "$env:USER_NAME",
            "password": "$env:PASS_WORD",
        },
        "b": {
            "scopes": ["s"],
            "client-id": "c",
            "client-secret": "$env:CLIENT_SECRET",
            "token-url": "https://login.example/token",
            "grant": "refresh-token",
            "refresh-token": "$env:REFRESH",
        },
    }
    assert [remark.partition(" is")[0] for remark in found.remarks] == [
        "b.json: `Prod-user.username`",
        "b.json: `b.transformations`",
        "b.json: `literal`",
    ]
    assert "hunter2" not in f"{found}"

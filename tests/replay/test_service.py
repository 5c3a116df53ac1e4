"""The service that is tested, and the values of placeholders."""

import pytest

from docreplay.config.settings import Config
from docreplay.errors import ConfigError
from docreplay.model.http.url_template import fill
from docreplay.replay.service import Service, service_of
from docreplay.replay.values import Values

PARAMETERS: dict[str, object] = {
    "id": 1,
    "flag": True,
    "docs/en-us/b.md": {"id": "this page"},
    "docs/en-us/*.md": {"id": "page"},
    "en-us/a#b": {"id": "case"},
    "ja-jp": {"id": "locale"},
    "docs/ja-jp/deep": {"id": "folder"},
}


def of(case: str = "x#y", path: str = "docs/x.md", **variables: str) -> str:
    return Values(PARAMETERS, variables).of(path, case)["id"]


def test_the_narrowest_table_of_the_file_wins() -> None:
    assert of() == "1"
    assert of("en-us/a#c", "docs/en-us/a.md") == "page"
    assert of("en-us/a#b", "docs/en-us/a.md") == "case"
    assert of("en-us/b#c", "docs/en-us/b.md") == "this page"
    assert of("ja-jp/x#c", "docs/ja-jp/x.md") == "locale"
    assert of("ja-jp/deep/x#c", "docs/ja-jp/deep/x.md") == "folder"


@pytest.mark.parametrize("name", ["id", "ID", "I D"])
def test_the_environment_wins_over_every_table(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"DOCREPLAY_VAR_{name}", "environment")
    for case, path in (("x#y", "docs/x.md"), ("en-us/a#b", "docs/en-us/a.md")):
        assert Values(PARAMETERS).of(path, case)[name] == "environment"
        assert fill("/{id}", Values(PARAMETERS).of(path, case)).text == "/environment"


def test_the_command_line_wins_over_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCREPLAY_VAR_id", "environment")
    assert of(id="told") == of("en-us/a#b", "docs/en-us/a.md", id="told") == "told"


def test_values_with_the_name_of_a_secret_are_secrets() -> None:
    found = Values({"id": "42", "x": {"apiKey": "k"}}, {"access_token": "t"}).secrets
    assert sorted(found) == ["k", "t"]
    headers = {"X-Own": "Bearer x", "Authorization": "Bearer y", "Accept": "text/plain"}
    assert Service(base_url="http://a", headers=headers).secrets == ("Bearer x", "Bearer y", "y")


def test_values_become_text() -> None:
    assert Values(PARAMETERS).of("x.md", "x#y") == {"id": "1", "flag": "true"}


@pytest.mark.parametrize(
    "url",
    ["", "api.example.com", "ftp://x", "https://", "file:///etc", "http://a?b", "http://a:99999"],
)
def test_an_invalid_base_url_is_refused(url: str) -> None:
    with pytest.raises(ConfigError, match="invalid base URL"):
        service_of(Config(base_url=url))


def test_a_header_from_the_environment_is_read_when_it_is_used() -> None:
    config = Config(base_url="https://a.example", headers={"Authorization": "$env:PHOTO"})
    environment = {"PHOTO": "Bearer x"}
    service = service_of(config, environment=environment)
    assert service.headers == {"Authorization": "Bearer x"}
    environment.update(PHOTO="Bearer renewed")
    assert service.headers == {"Authorization": "Bearer renewed"}
    assert service.secrets == ("Bearer renewed", "renewed")


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({}, "environment variable PHOTO_TOKEN is not set (used by header `Authorization`)"),
        (
            {"PHOTO_TOKEN": "Bearer x\n"},
            "invalid value of PHOTO_TOKEN: header `Authorization` cannot contain '\\n'",
        ),
    ],
)
def test_a_header_that_the_environment_cannot_provide_is_refused_at_once(
    environment: dict[str, str], message: str
) -> None:
    config = Config(base_url="https://a.example", headers={"Authorization": "$env:PHOTO_TOKEN"})
    with pytest.raises(ConfigError) as caught:
        service_of(config, environment=environment)
    assert str(caught.value).partition("\n")[0] == message
    assert caught.value.hint


def test_of_two_spellings_of_a_header_the_later_one_counts() -> None:
    headers = {"Authorization": "file", "authorization": "told"}
    assert service_of(Config(base_url="http://a", headers=headers)).headers == {
        "authorization": "told"
    }


def test_the_embedded_service_gets_no_credentials() -> None:
    config = Config(headers={"Authorization": "Bearer x"})
    assert service_of(config, "http://127.0.0.1:1").headers == {}

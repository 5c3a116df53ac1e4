"""The service that is tested, and the values of placeholders."""

import pytest

from extractor.config import Config
from extractor.errors import ConfigError
from extractor.replay.service import Values, service_of

PARAMETERS: dict[str, object] = {
    "id": 1,
    "flag": True,
    "docs/en-us/*.md": {"id": "page"},
    "en-us/a#b": {"id": "case"},
}


def test_narrower_values_win(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCREPLAY_VAR_id", "environment")
    assert Values({"id": 1}).of("docs/x.md", "x#y")["id"] == "environment"
    assert Values(PARAMETERS).of("docs/en-us/a.md", "en-us/a#c")["id"] == "page"
    assert Values(PARAMETERS).of("docs/en-us/a.md", "en-us/a#b")["id"] == "case"


def test_values_become_text() -> None:
    assert Values(PARAMETERS).of("x.md", "x#y") == {"id": "1", "flag": "true"}


@pytest.mark.parametrize("url", ["", "api.example.com", "ftp://x", "https://", "file:///etc"])
def test_what_is_no_base_url_is_refused(url: str) -> None:
    with pytest.raises(ConfigError, match="no base URL"):
        service_of(Config(base_url=url))


def test_a_header_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    config = Config(base_url="https://a.example", headers={"Authorization": "$env:PHOTO_TOKEN"})
    with pytest.raises(ConfigError, match="PHOTO_TOKEN"):
        service_of(config)
    monkeypatch.setenv("PHOTO_TOKEN", "Bearer x")
    assert service_of(config).headers == {"Authorization": "Bearer x"}


def test_the_embedded_service_gets_no_credentials() -> None:
    config = Config(headers={"Authorization": "Bearer x"})
    assert service_of(config, "http://127.0.0.1:1").headers == {}

"""Ids that pages write out, as parameters of requests to a real service."""

from pathlib import Path

import pytest

from tests.live.conftest import Answer, Command, Pages, Service, documented
from tests.support.pages import exchange

GUID = "48d31887-5fad-4d73-a9f5-3c356e68a038"
ITEM = 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{{ "id": "{}" }}'


def configured(tmp_path: Path, text: str) -> None:
    (tmp_path / "docreplay.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("settings", "sent"),
    [
        ("", f"/groups/{GUID}/members/42"),
        ('parameters = { "groups/*" = "7" }', "/groups/7/members/42"),
        ('parameters = { "groups/*/members/*" = "8" }', f"/groups/{GUID}/members/42"),
        ('parameters = { "members/*" = "a/b" }', f"/groups/{GUID}/members/a%2Fb"),
        ('parameters = { "groups/*" = "7", "groups/*/members/*" = "8" }', "/groups/7/members/8"),
        ('parameters = { "groups/{id}" = "7", id = "9" }', f"/groups/{GUID}/members/42"),
        (
            'literal-ids = "parameters"\nparameters = { "groups/{id}" = "7", "members/{x}" = "8" }',
            "/groups/7/members/8",
        ),
    ],
)
def test_a_value_for_the_place_replaces_an_id(
    pages: Pages, replay: Command, service: Service, tmp_path: Path, settings: str, sent: str
) -> None:
    configured(tmp_path, settings)
    pages(p=documented(f"GET https://api.example.com/groups/{GUID}/members/42"))
    assert replay().code == 0
    assert service.requests == [f"GET {sent}"]


def test_parameters_need_a_value(
    pages: Pages, replay: Command, service: Service, tmp_path: Path
) -> None:
    configured(tmp_path, 'literal-ids = "parameters"\nparameters = { id = "9" }')
    pages(p=documented(f"GET https://api.example.com/v1.0/groups/{GUID}"))
    code, out, _ = replay()
    assert (code, service.requests) == (5, [])
    assert "missing value for `{groups/*}` (use --var groups/*=VALUE" in out


def test_a_sample_key_is_sent_unless_there_is_a_value(
    pages: Pages, replay: Command, service: Service, tmp_path: Path
) -> None:
    configured(tmp_path, 'literal-ids = "parameters"')
    text = documented("GET /users/adele/photos/41").replace(
        '"request"', '"request", "sampleKeys": ["adele", "41"]'
    )
    pages(p=text)
    assert replay("--var", "photos/*=7").code == 0
    assert service.requests == ["GET /users/adele/photos/7"]


def test_the_id_of_the_page_need_not_come_back(
    pages: Pages, replay: Command, service: Service, tmp_path: Path
) -> None:
    configured(tmp_path, 'parameters = { "groups/*" = "other" }')
    pages(p=exchange(f"GET /groups/{GUID}", ITEM.format(GUID)))
    service.answers["/groups/other"] = [Answer(body='{"id": "other"}')]
    assert replay().code == 0
    assert service.requests == ["GET /groups/other"]

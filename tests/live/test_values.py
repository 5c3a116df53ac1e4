"""Where a request is sent, and which values its placeholders have."""

from pathlib import Path

import pytest

from tests.live.conftest import Command, Pages, Service, documented

POSTS = "/groups/{id}/threads/{id}/posts/{id}"


def options(values: dict[str, str]) -> list[str]:
    return [word for name, value in values.items() for word in ("--var", f"{name}={value}")]


@pytest.mark.parametrize(
    ("target", "values", "sent"),
    [
        (POSTS, {"id": "42"}, "/groups/42/threads/42/posts/42"),
        (
            POSTS,
            {"groups/{id}": "1", "threads/{id}": "2", "posts/{id}": "3"},
            "/groups/1/threads/2/posts/3",
        ),
        (POSTS, {"id": "9", "/threads/{id}": "2"}, "/groups/9/threads/2/posts/9"),
        (
            "/a/{id}/b/{id}/a/{id}",
            {"a/{id}": "1", "b/{id}": "2", "a/{id}/b/{id}/a/{id}": "3"},
            "/a/1/b/2/a/3",
        ),
        ("/users/{id | name}/x/{id}", {"Users/{ID}": "u", "x/{id}": "x"}, "/users/u/x/x"),
        ("/users('{id}')/x('{id}')", {"users('{id}": "u", "x('{id}": "x"}, "/users('u')/x('x')"),
        ("/a/{id}?b={id}", {"a/{id}": "1", "?b={id}": "2"}, "/a/1?b=2"),
        ("/subgroups/{id}", {"groups/{id}": "1", "id": "2"}, "/subgroups/2"),
        ("/a/<id>/b/<id>", {"a/<id>": "1", "b/{id}": "2"}, "/a/1/b/2"),
    ],
)
def test_a_placeholder_has_the_value_of_its_place(
    pages: Pages, replay: Command, service: Service, target: str, values: dict[str, str], sent: str
) -> None:
    pages(p=documented(f"GET {target}"))
    assert replay(*options(values)).code == 0
    assert service.requests == [f"GET {sent}"]


def test_a_place_without_a_value_is_not_sent(
    pages: Pages, replay: Command, service: Service
) -> None:
    pages(p=documented(f"GET {POSTS}"))
    code, out, _ = replay("--var", "groups/{id}=1", "--var", "threads/{id}=2")
    assert (code, service.requests) == (5, [])
    assert "missing value for `{id}`" in out


@pytest.mark.parametrize(
    ("base", "target", "sent"),
    [
        ("/v1.0", "/me", "/v1.0/me"),
        ("/v1.0", "me/photo", "/v1.0/me/photo"),
        ("/v1.0", "https://graph.example.com/v1.0/me", "/v1.0/me"),
        ("/v1.0/", "/v1.0/me?a=1", "/v1.0/me?a=1"),
        ("/v1.0", "/v1.0", "/v1.0"),
        ("/v1.0", "/v1.01/me", "/v1.0/v1.01/me"),
        ("/graph/v1.0", "https://graph.example.com/v1.0/me", "/graph/v1.0/me"),
        ("/graph/v1.0", "/graph/v1.0/me", "/graph/v1.0/me"),
        ("/graph/v1.0", "/graph/me", "/graph/v1.0/graph/me"),
        ("", "/v1.0/me", "/v1.0/me"),
    ],
)
def test_the_path_of_the_base_url_is_not_repeated(
    pages: Pages, replay: Command, service: Service, base: str, target: str, sent: str
) -> None:
    pages(p=documented(f"GET {target}"))
    assert replay("--base-url", service.url + base).code == 0
    assert service.requests == [f"GET {sent}"]


def test_a_file_gives_values_that_only_the_command_line_overrides(
    pages: Pages,
    replay: Command,
    service: Service,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pages(p=documented("GET /a/{id}/{name}/{other}"))
    monkeypatch.setenv("DOCREPLAY_VAR_id", "exported")
    (tmp_path / "a.env").write_text("id=file\nname=file\nother=file\n", encoding="utf-8")
    (tmp_path / "b.json").write_text('{"docs_source": {"other": 7}}', encoding="utf-8")
    files = [word for name in ("a.env", "b.json") for word in ("--vars-file", str(tmp_path / name))]
    assert replay("--var", "name=line", *files).code == 0
    assert service.requests == ["GET /a/file/line/7"]

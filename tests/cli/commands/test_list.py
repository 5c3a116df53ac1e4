"""`docreplay list`: what cases need, and what has no value."""

import json
import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.support.pages import exchange

JSON = 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{ "a": 1 }'


@pytest.fixture
def values(project: Path) -> Path:
    """A project with a page of several requests."""
    requests = (
        "GET https://api.example.com/v1/groups/{id}/threads/{id | name}",
        "DELETE https://api.example.com/v1/groups/{id}",
        "GET https://api.example.com/v1/me\nIf-Match: {etag}\nAuthorization: Bearer {token}",
        "GET https://uploads.example.net/{session}",
        "GET https://api.example.com/v1/items{?page}",
        "GET https://api.example.com/v1/find(name='{name}')?$skiptoken={next}",
    )
    text = "".join(exchange(line, JSON, name=f"c{n}") for n, line in enumerate(requests))
    (project / "docs_source/en-us/photo-get.md").write_text(text, encoding="utf-8")
    return project


def test_a_case_is_listed_with_what_it_needs(values: Path, docreplay: Command) -> None:
    ended = docreplay("list", "en-us/photo-get#c0", "--var", "threads/{id}=7")
    assert ended.code == 0
    first, *needs = ended.out.splitlines()
    assert first.endswith("GET /v1/groups/{id}/threads/{id | name}  en-us/photo-get#c0")
    assert needs == ["    groups/{id}: no value", "    threads/{id}: --var"]
    assert ended.err == "1 case, 1 of them without a value; 1 value missing\n"


def test_each_need_has_its_place_and_its_source(
    values: Path, docreplay: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (values / "docreplay.toml").write_text(
        '[parameters]\nid = "1"\n["parameters"."docs_source/**"]\netag = "e"\n', encoding="utf-8"
    )
    (values / "v.env").write_text("name=n", encoding="utf-8")
    monkeypatch.setenv("DOCREPLAY_VAR_next", "t")
    records = json.loads(docreplay("list", "--output-format", "json", "--vars-file", "v.env").out)
    needs = [(need["place"], need["in"], need["source"]) for it in records for need in it["needs"]]
    assert needs == [
        ("groups/{id}", "URL", "configuration"),
        ("threads/{id}", "URL", "--vars-file"),
        ("groups/{id}", "URL", "configuration"),
        ("etag", "header `If-Match`", "configuration [docs_source/**]"),
        ("uploads.example.net/{session}", "URL", None),
        ("page", "URL", None),
        ("(name='{name}')", "URL", "--vars-file"),
        ("?$skiptoken={next}", "URL", "environment"),
    ]
    assert [record["consent"] for record in records] == [None, "DELETE", *[None] * 4]
    assert [(record["skipped"] or {}).get("kind") for record in records] == [
        None,
        "unsafe-method",
        None,
        "placeholder",
        None,
        None,
    ]


def test_what_is_unfilled_is_printed_ready_to_paste(values: Path, docreplay: Command) -> None:
    out = docreplay("list", "--unfilled").out
    keys = tomllib.loads(out)["parameters"]
    assert list(keys) == ["groups/{id}", "etag", "name", "next", "session", "threads/{id}"]
    assert '"groups/{id}" = ""  # 2 cases on 1 page, such as GET /v1/groups/{id}/threads/' in out
    filled = [word for key in keys for word in ("--var", f"{key}=1")]
    ended = docreplay("list", "--unfilled", *filled)
    assert (ended.out, ended.err) == ("", "6 cases, 0 of them without a value; 0 values missing\n")


@pytest.mark.parametrize(
    ("name", "before", "expected"),
    [
        ("docreplay.toml", "", "[parameters]\n# {}\n"),
        (
            "docreplay.toml",
            "docs = ['docs_source'] # x",
            "docs = ['docs_source'] # x\n\n[parameters]\n# {}\n",
        ),
        (
            "docreplay.toml",
            "# top\r\n[ parameters ] # here\r\nx  =  '1' # one\r\n[severity]\r\n",
            "# top\r\n[ parameters ] # here\r\n# {}\r\nx  =  '1' # one\r\n[severity]\r\n",
        ),
        (
            "docreplay.toml",
            'base-url = """\n[parameters]\n"""\n'.replace('"""\n[', "'''\n[").replace('"""', "'''"),
            None,
        ),
        (
            "docreplay.toml",
            "parameters = { x = '1' }\n",
            "parameters = { x = '1' }\n\n# parameters:\n# {}\n",
        ),
        (
            "pyproject.toml",
            "[tool.docreplay]\ndocs = ['docs_source']\n\n[tool.x]\n",
            "[tool.docreplay]\ndocs = ['docs_source']\n\n[tool.x]\n\n"
            "[tool.docreplay.parameters]\n# {}\n",
        ),
        (
            "pyproject.toml",
            "[tool.docreplay.parameters]\nx = '1'\n[tool.x]\n",
            "[tool.docreplay.parameters]\n# {}\nx = '1'\n[tool.x]\n",
        ),
    ],
)
def test_a_skeleton_is_added_to_the_configuration_once(
    project: Path, docreplay: Command, name: str, before: str, expected: str | None
) -> None:
    (project / "docreplay.toml").unlink()
    file = project / name
    file.write_bytes(before.encode())
    ended = docreplay("list", "--unfilled", "--write")
    if expected is None:  # not a valid base URL
        assert (ended.code, file.read_bytes()) == (2, before.encode())
        return
    assert ended.code == 0
    entry = 'id = ""  # 1 case on 1 page, such as GET /v1/users/{id}/photo'
    assert file.read_bytes().decode() == expected.replace("{}", entry)
    assert f"{name}: 1 commented value added" in ended.err
    again = docreplay("list", "--unfilled", "--write")
    assert f"{name}: nothing to add" in again.err
    assert file.read_bytes().decode() == expected.replace("{}", entry)


def test_text_in_a_string_is_not_taken_for_a_table(project: Path, docreplay: Command) -> None:
    file = project / "docreplay.toml"
    file.write_text("exclude = ['''\n[parameters]\n''']\n", encoding="utf-8")
    assert docreplay("list", "--unfilled", "--write").code == 0
    text = file.read_text(encoding="utf-8")
    assert text.startswith("exclude = ['''\n[parameters]\n''']\n\n[parameters]\n# id = ")


def test_writing_asks_for_what_is_written(project: Path, docreplay: Command) -> None:
    ended = docreplay("list", "--write")
    assert (ended.code, "`--write` requires `--unfilled`" in ended.err) == (2, True)


PAGES = """\
<!-- {{ "blockType": "request", "name": "get" }} -->
```http
GET https://api.example.com/v1/users{0}
```

<!-- {{ "blockType": "response" }} -->
```http
HTTP/1.1 200 OK
Content-Type: application/json

{1}
```
"""


def test_captures_are_not_missing(project: Path, docreplay: Command) -> None:
    (project / "docs_source/en-us/a-list.md").write_text(
        PAGES.format("", '{"value": [{"id": "a"}]}')
    )
    (project / "docs_source/en-us/b-get.md").write_text(PAGES.format("/{id}", '{"id": "a"}'))
    names = ("docs_source/en-us/a-list.md", "docs_source/en-us/b-get.md")
    assert 'id = ""' in docreplay("list", "--unfilled", *names).out
    assert "id" not in docreplay("list", "--unfilled", "--captures", "infer", *names).out

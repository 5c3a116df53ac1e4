from pathlib import Path

import pytest

from tests.cli.conftest import Command

SCENARIOS = """\
{ "scenarios": [ { "name": "One photo", "method": "get_photo", "enabled": true,
  // the id of a colleague
  "request-parameters": { "{id}": "7" } } ] }
"""


def test_scenarios_are_explained(project: Path, docreplay: Command) -> None:
    _write(project, SCENARIOS)
    assert docreplay("stories").out == (
        "tests/a.json:1:18 One photo\n"
        "  1. GET https://api.example.com/v1/users/7/photo (method get_photo)\n"
        "     sets `{id}` in the URL to `7`\n"
        "     must be answered as its page documents\n"
    )


def test_words_select_scenarios(project: Path, docreplay: Command) -> None:
    _write(project, SCENARIOS)
    assert docreplay("stories", "PHOTO", "get_").code == 0
    ended = docreplay("stories", "album")
    assert (ended.code, ended.err.splitlines()[0]) == (5, "docreplay: no story found")


STORY = """\
[[story]]
id = "photo"
summary = "the photo of a user"
tags = ["smoke"]

[story.inputs]
user = { random = "ann-" }

[[story.steps]]
id = "add-user"
request = "POST /users"
body = { name = "$inputs.user" }
status = 201
capture = { id = "$.id", etag = "ETag:" }
retry = { status = 503, limit = 3 }

[[story.steps]]
id = "get-photo"
case = "en-us/photo-get#get_photo"
path = { id = "$steps.add-user.outputs.id" }

[[story.finally]]
id = "delete-user"
request = "DELETE /users/{id}"
"""
EXPLAINED = """\
stories/a.toml:1:1 photo: the photo of a user (tags smoke)
  input user: a random name: `ann-…`
  1. add-user: POST /users
     sends the body `{"name": "$inputs.user"}`
     keeps `$.id` of `$response.body` as id
     keeps `$response.header.ETag` as etag
     must fulfil `$statusCode == 201`
     on failure, is sent again, at most 3 times if `$statusCode == 503`
  2. get-photo: GET https://api.example.com/v1/users/{id}/photo (case en-us/photo-get#get_photo)
     sets `{id}` in the URL to `$steps.add-user.outputs.id`
     must be answered as its page documents
  finally delete-user: DELETE /users/{id}
     must be answered with a status below 400
"""


def story_file(project: Path, text: str, name: str = "a.toml") -> None:
    (project / "docreplay.toml").write_text('stories = ["stories/*"]', encoding="utf-8")
    (project / "stories").mkdir(exist_ok=True)
    (project / f"stories/{name}").write_text(text, encoding="utf-8")


def test_story_files_are_explained(project: Path, docreplay: Command) -> None:
    story_file(project, STORY)
    assert docreplay("stories", "PHOTO", "user").out == EXPLAINED
    assert docreplay("stories", "album").code == 5


ARAZZO = """\
arazzo: 1.0.1
info: {title: Photos, version: '1'}
sourceDescriptions:
  - {name: api, url: openapi.yml, type: openapi}
workflows:
  - workflowId: photo
    steps:
      - stepId: get
        operationId: getPhoto
        parameters: [{name: id, in: path, value: 7}]
        successCriteria: [{condition: $statusCode == 200}]
"""
OPENAPI = """\
openapi: 3.1.0
servers: [{url: 'https://api.example.com/v1'}]
paths:
  /photos/{id}: {get: {operationId: getPhoto}}
"""


def test_arazzo_documents_are_explained(project: Path, docreplay: Command) -> None:
    story_file(project, ARAZZO, "flow.yaml")
    (project / "docreplay.toml").write_text('stories = ["stories/*.yaml"]', encoding="utf-8")
    (project / "stories/openapi.yml").write_text(OPENAPI, encoding="utf-8")
    out = docreplay("stories").out
    assert out.splitlines()[0] == "stories/flow.yaml:6:5 photo"
    assert "  1. get: GET /v1/photos/{id}\n" in out
    assert "     sets `{id}` in the URL to `7`\n     must fulfil `$statusCode == 200`\n" in out


@pytest.mark.parametrize(
    "place",
    [
        "../openapi.yml",
        "https://host.invalid/openapi.yml",
        "../../outside.yml",
        "/etc/hosts",
        "file:///etc/hosts",
    ],
)
def test_sources_are_files_of_the_project(
    project: Path, docreplay: Command, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("a source was looked for in the network")

    monkeypatch.setattr("socket.getaddrinfo", refuse)
    story_file(project, ARAZZO.replace("openapi.yml", f"'{place}'"), "flow.yaml")
    (project / "openapi.yml").write_text(OPENAPI, encoding="utf-8")
    outside = project.parent / "outside.yml"
    outside.write_text(OPENAPI, encoding="utf-8")
    ended = docreplay("check")
    outside.unlink()
    found = [line for line in ended.out.splitlines() if "error RUN545" in line]
    assert bool(found) == (place != "../openapi.yml"), ended.out
    assert all(line.startswith("stories/flow.yaml:") for line in found)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (("", ""), ""),
        (("status = 201", "stauts = 201"),
         "stories/a.toml:13:1: error RUN545 unknown key `stauts` (did you mean `status`?)"),
        (("#get_photo", "#get_foto"), "stories/a.toml:19:1: error RUN545 unknown case"),
        (("steps.add-user", "steps.add-usr"), "unknown step `add-usr` (did you mean `add-user`?)"),
        (('id = "photo"', 'id = photo'), "stories/a.toml:2:"),
    ],
)  # fmt: skip
def test_check_reports_findings_of_story_files(
    project: Path, docreplay: Command, change: tuple[str, str], found: str
) -> None:
    story_file(project, STORY.replace(*change) if change[0] else STORY)
    ended = docreplay("check")
    assert ended.code == (1 if found else 0), ended
    assert found in ended.out
    assert docreplay("stories").code == (2 if found else 0)


def test_a_pattern_without_story_files_is_an_error_of_the_configuration(
    project: Path, docreplay: Command
) -> None:
    (project / "docreplay.toml").write_text('stories = ["none/*.toml"]', encoding="utf-8")
    ended = docreplay("check")
    assert (ended.code, ended.err.splitlines()[0]) == (
        2, "docreplay: `stories`: no file matches `none/*.toml`",
    )  # fmt: skip


def test_the_setting_is_needed(project: Path, docreplay: Command) -> None:
    ended = docreplay("stories")
    assert (ended.code, ended.out) == (2, "")
    assert "`stories` and `scenarios` name no files with stories" in ended.err


def test_a_folder_must_exist(project: Path, docreplay: Command) -> None:
    (project / "docreplay.toml").write_text('scenarios = ["test"]', encoding="utf-8")
    ended = docreplay("check")
    assert (ended.code, ended.err.splitlines()[0]) == (
        2,
        "docreplay: `scenarios`: test does not exist",
    )


def test_blocks_of_pages_with_scenarios_are_read(project: Path, docreplay: Command) -> None:
    page = project / "docs_source/en-us/photo-get.md"
    block = '\n<!-- { "blockType": "testParams" } -->\n```json\n[ { "name": "b", "enabled": true,\n'
    block += '  "request-parameters": { "{ID}": "7" } } ]\n```\n'
    page.write_text(page.read_text(encoding="utf-8") + block, encoding="utf-8")
    _write(project, SCENARIOS)
    out = docreplay("stories").out
    assert "docs_source/en-us/photo-get.md:18:3 b\n  1. GET https://api.example.com" in out
    found = docreplay("check").out
    assert "photo-get.md:19:27: warning RUN524 `{ID}` does not occur in" in found


def _write(project: Path, text: str) -> None:
    (project / "docreplay.toml").write_text('scenarios = ["tests"]', encoding="utf-8")
    (project / "tests").mkdir()
    (project / "tests/a.json").write_text(text, encoding="utf-8")
    (project / "tests/other.json").write_text("{ not JSON", encoding="utf-8")

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.conftest import Command
from tests.support.service import Exchange, service_of


class Service(NamedTuple):
    """A service on the loopback address, and the body that it answers with."""

    url: str
    body: dict[str, object]


@pytest.fixture
def service() -> Iterator[Service]:
    body: dict[str, object] = {"height": 99, "说明": "照片", "status": "open"}

    def respond(exchange: Exchange) -> None:
        data = json.dumps(body).encode()
        exchange.give(200, {"Content-Type": "application/json", "ETag": '"1"'}, data)

    with service_of(respond) as url:
        yield Service(url, body)


@pytest.fixture
def snapshot(project: Path) -> Path:
    return project / "api-snapshot.json"


def test_a_snapshot_has_shapes_and_no_values(
    snapshot: Path, service: Service, docreplay: Command
) -> None:
    ended = docreplay("record", "--base-url", service.url, "--var", "id=42")
    assert (ended.code, ended.err) == (0, "")
    assert "1 operation, 1 recorded" in ended.out
    assert snapshot.read_text(encoding="utf-8") == (
        """{
  "snapshot": 1,
  "operations": {
    "GET /v1/users/{id}/photo": {
      "get_photo": {
        "200": {
          "answers": 1,
          "facts": {
            "body": {"json": 1},
            "header": {"etag": 1},
            "media-type": {"application/json": 1}
          },
          "body": {
            "": {"types": {"object": 1}},
            "/height": {"in": "1/1", "types": {"integer": 1}},
            "/status": {"in": "1/1", "types": {"string": 1}, "words": {"open": 1}},
            "/说明": {"in": "1/1", "types": {"string": 1}}
          }
        }
      }
    }
  }
}
"""
    )


def test_recording_again_gives_the_same_bytes_and_merging_adds_counts(
    snapshot: Path, service: Service, docreplay: Command
) -> None:
    words = ("record", "--base-url", service.url, "--var", "id=42")
    docreplay(*words)
    first = snapshot.read_bytes()
    docreplay(*words)
    assert snapshot.read_bytes() == first
    docreplay(*words, "--merge")
    assert '"answers": 2' in snapshot.read_text(encoding="utf-8")


def test_no_base_url_is_refused(project: Path, docreplay: Command) -> None:
    ended = docreplay("record")
    assert ended.code == 2
    assert "missing base URL" in ended.err
    assert not (project / "api-snapshot.json").exists()


def test_a_service_that_does_not_answer_leaves_the_file_as_it_is(
    snapshot: Path, docreplay: Command
) -> None:
    snapshot.write_text('{"snapshot": 1, "operations": {}}', encoding="utf-8")
    ended = docreplay("record", "--base-url", "http://127.0.0.1:9", "--var", "id=42")
    assert ended.code == 3
    assert snapshot.read_text(encoding="utf-8") == '{"snapshot": 1, "operations": {}}'


def test_a_run_over_one_page_keeps_the_others(
    project: Path, snapshot: Path, service: Service, docreplay: Command
) -> None:
    page = project / "docs_source/en-us/photo-get.md"
    other = page.with_name("other.md")
    text = page.read_text(encoding="utf-8").replace("/photo", "/other").replace("get_photo", "o")
    other.write_text(text, encoding="utf-8")
    words = ("record", "--base-url", service.url, "--var", "id=42")
    docreplay(*words)
    docreplay(*words, str(page))
    assert [*json.loads(snapshot.read_text(encoding="utf-8"))["operations"]] == [
        "GET /v1/users/{id}/other",
        "GET /v1/users/{id}/photo",
    ]
    other.unlink()
    docreplay(*words)
    assert [*json.loads(snapshot.read_text(encoding="utf-8"))["operations"]] == [
        "GET /v1/users/{id}/photo"
    ]


def test_a_declared_secret_is_not_recorded_wherever_the_service_repeats_it(
    snapshot: Path, service: Service, docreplay: Command
) -> None:
    service.body.update({"status": "hunterhunter", "hunterhunter": 1, "kind": "x-hunterhunter"})
    docreplay(
        "record", "--base-url", service.url, "--var", "id=42", "--header", "X-Key=hunterhunter"
    )
    assert "hunter" not in snapshot.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "not valid JSON"),
        ("[]", "expected an object"),
        ("{}", "expected `snapshot` to be 1"),
        ('{"snapshot": 1, "operations": {"GET /x": {"a": {"ok": {}}}}}', "expected a status code"),
    ],
)
def test_a_file_that_is_not_a_snapshot_is_refused(
    text: str, reason: str, snapshot: Path, service: Service, docreplay: Command
) -> None:
    snapshot.write_text(text, encoding="utf-8")
    for command in ("record", "regress"):
        ended = docreplay(command, "--base-url", service.url, "--var", "id=42")
        assert ended.code == 2
        assert reason in ended.err
        assert snapshot.read_text(encoding="utf-8") == text

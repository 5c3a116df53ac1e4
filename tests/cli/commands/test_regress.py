import json
from pathlib import Path

import pytest

from tests.cli.commands.test_record import Service, service, snapshot
from tests.cli.conftest import Command

__all__ = ["service", "snapshot"]


@pytest.fixture
def words(snapshot: Path, service: Service, docreplay: Command) -> tuple[str, ...]:
    """The options of a run against the service, of which a snapshot was recorded."""
    given = ("--base-url", service.url, "--var", "id=42")
    assert docreplay("record", *given).code == 0
    assert snapshot.is_file()
    return given


def test_an_unchanged_service_is_silent(words: tuple[str, ...], docreplay: Command) -> None:
    ended = docreplay("regress", *words)
    assert ended.code == 0
    assert "no findings" in ended.out


def test_a_change_names_the_line_of_the_page_the_class_and_the_side_of_the_page(
    words: tuple[str, ...], service: Service, docreplay: Command
) -> None:
    service.body["height"] = "99"
    ended = docreplay("regress", *words)
    assert ended.code == 1
    assert (
        "docs_source/en-us/photo-get.md:13:3: error REG421 [breaking] responses of"
        " `GET /v1/users/{id}/photo`: `/height` is a string, so clients that parse the old type"
        " fail; the page agrees with the old responses" in ended.out
    )


def test_json_has_the_class_and_the_pointer(
    words: tuple[str, ...], service: Service, docreplay: Command
) -> None:
    service.body["added"] = 1
    ended = docreplay("regress", *words, "--output-format", "json")
    (finding,) = json.loads(ended.out)["cases"][0]["findings"]
    assert ended.code == 0
    assert (finding["code"], finding["class"], finding["pointer"]) == (
        "REG418",
        "non-breaking",
        "/added",
    )


@pytest.mark.parametrize(
    ("fail_on", "code"), [("breaking", 0), ("unknown", 0), ("non-breaking", 1), ("note", 1)]
)
def test_a_class_may_fail_the_run(
    fail_on: str, code: int, words: tuple[str, ...], service: Service, docreplay: Command
) -> None:
    service.body["added"] = 1
    assert docreplay("regress", *words, "--fail-on", fail_on).code == code


def test_a_profile_changes_the_label_and_hides_nothing(
    words: tuple[str, ...], service: Service, docreplay: Command
) -> None:
    service.body["added"] = 1
    ended = docreplay("regress", *words, "--profile", "azure")
    assert ended.code == 1
    assert "non-breaking, but breaking by the policy `azure`" in ended.out


def test_a_request_that_the_snapshot_does_not_have_is_not_compared(
    words: tuple[str, ...], snapshot: Path, docreplay: Command
) -> None:
    snapshot.write_text('{"snapshot": 1, "operations": {}}', encoding="utf-8")
    ended = docreplay("regress", *words)
    assert ended.code == 5
    assert "docreplay record --merge" in ended.out


def test_a_missing_snapshot_is_refused(project: Path, service: Service, docreplay: Command) -> None:
    assert project.is_dir()
    ended = docreplay("regress", "--base-url", service.url)
    assert ended.code == 2
    assert "record it with `docreplay record`" in ended.err

import json
from pathlib import Path

import pytest

from tests.cli.commands.test_record import Service, service, snapshot
from tests.cli.conftest import Command
from tests.support.service import Exchange, service_of

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


@pytest.fixture
def changed(words: tuple[str, ...], service: Service, docreplay: Command) -> str:
    """The fingerprint of a breaking change."""
    service.body["height"] = "99"
    ended = docreplay("regress", *words, "--output-format", "json")
    (finding,) = json.loads(ended.out)["cases"][0]["findings"]
    fingerprint: str = finding["fingerprint"]
    return fingerprint


def test_an_accepted_change_no_longer_fails_and_is_counted(
    project: Path, changed: str, words: tuple[str, ...], docreplay: Command
) -> None:
    ended = docreplay("regress", *words, "--accept", changed, "--reason", "agreed: 说明")
    assert ended.code == 0
    assert "1 accepted" in ended.out
    (line,) = (project / "api-accepted.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["reason"] == "agreed: 说明"
    again = docreplay("regress", *words)
    assert (again.code, "1 accepted" in again.out) == (0, True)


def test_an_acceptance_survives_moved_lines(
    project: Path, changed: str, words: tuple[str, ...], docreplay: Command
) -> None:
    docreplay("regress", *words, "--accept", changed, "--reason", "agreed")
    page = project / "docs_source/en-us/photo-get.md"
    text = page.read_text(encoding="utf-8").replace('{ "height"', '\n\n{\n   "height"')
    page.write_text("# Title\n\nWords.\n\n" + text, encoding="utf-8")
    assert docreplay("regress", *words).code == 0


def test_an_expired_acceptance_fails_and_has_the_day(
    project: Path, changed: str, words: tuple[str, ...], docreplay: Command
) -> None:
    given = ("--accept", changed, "--reason", "agreed", "--expires", "2999-01-31")
    docreplay("regress", *words, *given)
    file = project / "api-accepted.jsonl"
    file.write_text(file.read_text(encoding="utf-8").replace("2999", "2020"), encoding="utf-8")
    ended = docreplay("regress", *words)
    assert ended.code == 1
    assert "it was accepted until 2020-01-31" in ended.out


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("--accept", "0" * 16, "--reason", "x"), "no change has the fingerprint"),
        (("--accept", "0" * 16), "`--accept` requires `--reason`"),
        (("--reason", "x"), "require `--accept`"),
        (("--accept", "x", "--reason", "x", "--expires", "soon"), "invalid date `soon`"),
        (
            ("--accept", "x", "--reason", "x", "--expires", "2020-01-31"),
            "2020-01-31 is in the past",
        ),
    ],
)
def test_what_cannot_be_accepted_is_refused(
    given: tuple[str, ...], message: str, words: tuple[str, ...], docreplay: Command
) -> None:
    ended = docreplay("regress", *words, *given)
    assert ended.code == 2
    assert message in ended.err


def test_a_file_of_accepted_changes_that_is_not_valid_is_refused_with_its_line(
    project: Path, words: tuple[str, ...], docreplay: Command
) -> None:
    file = project / "api-accepted.jsonl"
    for text in ("x", "[]", '{"reson": "x"}', '{"fingerprint": 1}', '{"fingerprint": "1"}'):
        file.write_text(f"\n{text}\n", encoding="utf-8")
        ended = docreplay("regress", *words)
        assert ended.code == 2
        assert "api-accepted.jsonl:2:" in ended.err


@pytest.mark.parametrize("is_broken_now", [True, False])
def test_links_to_the_service_are_followed_and_others_are_not(
    is_broken_now: bool, snapshot: Path, docreplay: Command, project: Path
) -> None:
    asked: list[str] = []
    broken = [not is_broken_now]

    def respond(exchange: Exchange) -> None:
        asked.append(exchange.path)
        is_next = exchange.path.startswith("/next")
        host = f"http://{exchange.headers['Host']}"
        body = {"height": 99, "说明": "x", "@odata.nextLink": f"{host}/next?skip=1"}
        status = 404 if is_next and broken[0] else 200
        headers = {"Content-Type": "application/json", "Location": "https://other.example.com/x"}
        exchange.give(status, headers, json.dumps(body).encode())

    with service_of(respond) as url:
        given = ("--base-url", url, "--var", "id=42")
        assert docreplay("record", *given, "--follow-links").code == 0
        broken[0] = is_broken_now
        ended = docreplay("regress", *given, "--output-format", "json")
    assert project.is_dir()
    (finding,) = json.loads(ended.out)["cases"][0]["findings"]
    wanted = "breaking" if is_broken_now else "non-breaking"
    assert (finding["code"], finding["class"]) == ("REG441", wanted)
    assert finding["pointer"] == "/@odata.nextLink"
    assert asked == ["/v1/users/42/photo", "/next?skip=1"] * 2
    assert '"link /@odata.nextLink"' in snapshot.read_text(encoding="utf-8")


def test_times_are_compared_only_on_request(
    snapshot: Path, service: Service, docreplay: Command
) -> None:
    given = ("--base-url", service.url, "--var", "id=42")
    docreplay("record", *given, "--latency")
    text = snapshot.read_text(encoding="utf-8")
    assert '"latency": {"below' in text
    slow = text.replace('"below 0.1 s"', '"above 10 s"').replace('"below 1 s"', '"above 10 s"')
    snapshot.write_text(slow, encoding="utf-8")
    assert "REG413" not in docreplay("regress", *given).out
    selected = docreplay("regress", *given, "--select", "REG413").out
    assert "note REG413 [unknown]" in selected


def test_a_deeply_nested_response_is_compared(
    words: tuple[str, ...], service: Service, docreplay: Command
) -> None:
    value: object = 1
    for _ in range(900):
        value = {"a": value}
    service.body["added"] = value
    ended = docreplay("regress", *words)
    assert (ended.code, ended.err) == (0, "")
    assert "`/added` was added" in ended.out

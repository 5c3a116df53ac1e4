from pathlib import Path

import pytest

from tests.cli.commands.test_record import Service, service, snapshot
from tests.cli.conftest import PAGE, Command
from tests.support.service import Exchange, service_of

__all__ = ["service", "snapshot"]


@pytest.fixture
def words(project: Path, service: Service) -> tuple[str, ...]:
    """The options of a run against a service that answers with another height, and more."""
    translation = project / "docs_source/zh-cn/photo-get.md"
    translation.parent.mkdir()
    translation.write_text(PAGE.replace("Get the photo", "获取照片"), encoding="utf-8")
    service.body["height"] = "99"
    return ("--base-url", service.url, "--var", "id=42")


def texts(project: Path) -> list[str]:
    found = sorted(project.glob("docs_source/*/photo-get.md"))
    return [file.read_text(encoding="utf-8") for file in found]


def test_without_a_terminal_the_changes_and_their_commands_are_listed(
    words: tuple[str, ...], project: Path, docreplay: Command
) -> None:
    before = texts(project)
    ended = docreplay("review", *words)
    assert ended.code == 1
    assert "docs_source/en-us/photo-get.md:13:13: fix " in ended.out
    assert "2 changes to review: 1 fix, 1 update\n" in ended.err
    own = f"docreplay review --base-url {words[1]} --var id=42"
    assert f"  Try: {own} --accept fix\n" in ended.err
    assert f"  Try: {own} --accept update\n" in ended.err
    assert texts(project) == before


def test_accepted_changes_are_written_into_all_translations_and_then_the_pages_pass(
    words: tuple[str, ...], project: Path, docreplay: Command
) -> None:
    ended = docreplay("review", *words, "--accept", "fix", "--accept", "update")
    assert ended.code == 0
    assert "4 changes on 2 pages\n" in ended.err
    for text in texts(project):
        assert '{ "height": "99", "说明": "照片", "status": "open" }' in text
    assert "获取照片" in texts(project)[1]
    assert docreplay("test", *words).code == 0
    written = texts(project)
    assert docreplay("review", *words, "--accept", "fix", "--accept", "update").code == 0
    assert texts(project) == written


def test_test_updates_pages_with_the_intents_that_are_named(
    words: tuple[str, ...], project: Path, docreplay: Command
) -> None:
    ended = docreplay("test", *words, "--update", "fix")
    assert ended.code == 0
    assert "not accepted: 1 update; `docreplay review` lists them\n" in ended.err
    assert all('{ "height": "99", "说明": "照片" }' in text for text in texts(project))


def test_only_the_named_change_is_made(
    words: tuple[str, ...], project: Path, docreplay: Command
) -> None:
    listed = docreplay("review", *words).out.splitlines()
    (update,) = (line.split()[2] for line in listed if ": update " in line)
    every = ("--accept", "fix", "--accept", "update", "--only", update)
    assert docreplay("review", *words, *every).code == 1
    assert all('{ "height": 99, ' in text and '"status": "open"' in text for text in texts(project))


def test_the_printed_commands_name_the_given_paths(
    words: tuple[str, ...], docreplay: Command
) -> None:
    ended = docreplay("review", *words, "docs_source/en-us/photo-get.md")
    assert "--var id=42 docs_source/en-us/photo-get.md --accept fix\n" in ended.err


def test_a_value_that_two_changes_are_about_is_written_once_and_not_left(
    words: tuple[str, ...], service: Service, project: Path, docreplay: Command
) -> None:
    for file in project.glob("docs_source/*/photo-get.md"):
        text = file.read_text(encoding="utf-8")
        file.write_text(
            text.replace('"height": 99,', '"height": 99, "all": [{ "n": 1 }, { "n": 2 }],'),
            encoding="utf-8",
        )
    service.body["all"] = [{"n": "1"}, {"n": "3"}, {"n": "4"}]
    ended = docreplay("review", *words, "--accept", "fix", "--accept", "update")
    assert "left as it is" not in ended.err
    assert all('"all": [{ "n": "1" }, { "n": "3" }]' in text for text in texts(project))


def test_an_id_without_a_change_is_named(words: tuple[str, ...], docreplay: Command) -> None:
    ended = docreplay("review", *words, "--only", "0123", "--accept", "fix")
    assert ended.code == 0
    assert "no change has the id `0123`\n" in ended.err


def test_a_dry_run_prints_a_patch_and_writes_nothing(
    words: tuple[str, ...], project: Path, docreplay: Command
) -> None:
    before = texts(project)
    ended = docreplay("review", *words, "--accept", "fix", "--dry-run")
    assert '-{ "height": 99, "说明": "照片" }\n+{ "height": "99", "说明": "照片" }\n' in ended.out
    assert texts(project) == before


def test_a_case_that_still_fails_is_named(
    words: tuple[str, ...], service: Service, docreplay: Command
) -> None:
    del service.body["说明"]
    ended = docreplay("review", *words, "--accept", "fix")
    assert ended.code == 1
    assert "docs_source/en-us/photo-get.md:5:1: still fails: " in ended.err


def test_a_page_that_agrees_has_nothing_to_review(
    words: tuple[str, ...], service: Service, docreplay: Command
) -> None:
    service.body["height"] = 7
    del service.body["status"]
    ended = docreplay("review", *words)
    assert (ended.code, ended.out) == (0, "")
    assert "no changes to review in 1 case\n" in ended.err


def test_the_service_must_be_named(project: Path, docreplay: Command) -> None:
    del project
    ended = docreplay("review")
    assert ended.code == 2
    assert "--base-url" in ended.err


def test_a_person_is_asked_about_each_change(
    words: tuple[str, ...],
    project: Path,
    docreplay: Command,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keys = iter(["x", "r", "a"])
    monkeypatch.setattr("docreplay.cli.commands.review.can_ask", lambda: True)
    monkeypatch.setattr("click.getchar", lambda echo: next(keys))
    ended = docreplay("review", *words)
    assert "[a]ccept" in ended.out
    numbers = [('"height": "99"' in text, '"status"' in text) for text in texts(project)]
    assert len(set(numbers)) == 1
    assert sum(numbers[0]) == 1


def test_a_capital_answers_for_all_remaining(
    words: tuple[str, ...],
    project: Path,
    docreplay: Command,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keys = iter(["A"])
    monkeypatch.setattr("docreplay.cli.commands.review.can_ask", lambda: True)
    monkeypatch.setattr("click.getchar", lambda echo: next(keys))
    assert docreplay("review", *words).code == 0
    assert all('"height": "99"' in text and '"status"' in text for text in texts(project))


@pytest.mark.parametrize("accept", [(), ("--accept", "fix")], ids=["list", "accept"])
@pytest.mark.parametrize(
    ("given", "code", "reason"),
    [
        (("--var", "id=42"), 3, "failed 1: service unreachable"),
        ((), 5, "skipped 1: missing value for `{id}`"),
    ],
    ids=["unreachable", "skipped"],
)
def test_cases_without_an_answer_have_a_reason_and_their_exit_code(
    given: tuple[str, ...],
    code: int,
    reason: str,
    accept: tuple[str, ...],
    project: Path,
    docreplay: Command,
) -> None:
    ended = docreplay("review", "--base-url", "http://127.0.0.1:1", *given, *accept)
    assert ended.code == code
    assert reason in ended.err
    assert "no changes to review in 0 cases\n" in ended.err


def test_a_patch_is_written_even_without_changes(
    words: tuple[str, ...], project: Path, docreplay: Command
) -> None:
    assert docreplay("review", *words, "--accept", "trim", "--patch", "a.patch").code == 0
    assert (project / "a.patch").read_text(encoding="utf-8") == ""


def test_a_failure_that_no_page_can_document_is_named(
    words: tuple[str, ...], service: Service, docreplay: Command
) -> None:
    service.body["height"] = float("nan")  # which JSON does not have
    ended = docreplay("review", *words)
    assert "docs_source/en-us/photo-get.md:5:1: no page can document this: " in ended.err
    assert "CON207" in ended.err


def test_a_name_of_the_service_stays_on_one_line(
    words: tuple[str, ...], service: Service, docreplay: Command
) -> None:
    service.body["a\n::error::b"] = 1
    listed = docreplay("review", *words).out
    assert "undocumented property `a\\n::error::b`\n" in listed


@pytest.fixture
def recorded(snapshot: Path, service: Service, docreplay: Command) -> tuple[str, ...]:
    """The options of a review of the snapshot of a service that has changed since."""
    given = ("--base-url", service.url, "--var", "id=42")
    assert docreplay("record", *given).code == 0
    service.body["height"] = "99"
    return ("--snapshot", str(snapshot), *given)


def test_a_snapshot_is_reviewed_by_operation(
    recorded: tuple[str, ...], snapshot: Path, docreplay: Command
) -> None:
    before = snapshot.read_text(encoding="utf-8")
    ended = docreplay("review", *recorded)
    assert ended.code == 1
    assert "GET /v1/users/{id}/photo\n  docs_source/en-us/photo-get.md:13:3: REG421" in ended.out
    assert "1 operation to review: 1 breaking\n" in ended.err
    own = f"docreplay review {' '.join(recorded)}"
    assert f"  Try: {own} --accept breaking\n" in ended.err
    assert snapshot.read_text(encoding="utf-8") == before


def test_an_accepted_operation_is_in_the_snapshot_and_then_nothing_changed(
    recorded: tuple[str, ...], snapshot: Path, docreplay: Command
) -> None:
    refused = docreplay("review", *recorded, "--accept", "non-breaking")
    assert (refused.code, "0 operations accepted, 1 left\n" in refused.err) == (1, True)
    before = snapshot.read_text(encoding="utf-8")
    assert docreplay("review", *recorded, "--accept", "breaking", "--dry-run").code == 0
    assert snapshot.read_text(encoding="utf-8") == before
    ended = docreplay("review", *recorded, "--accept", "breaking")
    assert (ended.code, "1 operation accepted, 0 left\n" in ended.err) == (0, True)
    assert snapshot.read_text(encoding="utf-8") != before
    assert docreplay("regress", *recorded).code == 0
    assert "no changes to review" in docreplay("review", *recorded).err


def test_a_person_is_asked_about_each_operation(
    recorded: tuple[str, ...], docreplay: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("docreplay.cli.snapshot_review.can_ask", lambda: True)
    monkeypatch.setattr("click.getchar", lambda echo: "a")
    assert docreplay("review", *recorded).code == 0
    assert docreplay("regress", *recorded).code == 0


def test_intents_are_for_pages_and_classes_for_snapshots(
    recorded: tuple[str, ...], docreplay: Command
) -> None:
    assert "--accept fix is for pages" in docreplay("review", *recorded, "--accept", "fix").err
    pages = docreplay("review", *recorded[2:], "--accept", "breaking")
    assert (pages.code, "add --snapshot FILE" in pages.err) == (2, True)


def test_a_case_whose_change_was_left_still_fails(
    words: tuple[str, ...], service: Service, project: Path, docreplay: Command
) -> None:
    del service.body["status"]
    service.body["height"] = {f"member{number}": number for number in range(1000)}
    before = texts(project)
    ended = docreplay("review", *words, "--accept", "fix")
    assert ended.code == 1
    assert "left as it is: the value has " in ended.err
    assert "docs_source/en-us/photo-get.md:5:1: still fails: " in ended.err
    assert texts(project) == before


SHARED = """# List

<!-- {"blockType": "request", "name": "one"} -->
```http
GET https://api.example.com/one
```

<!-- {"blockType": "request", "name": "two"} -->
```http
GET https://api.example.com/two
```

<!-- {"blockType": "response", "name": ["one", "two"]} -->
```http
HTTP/1.1 200 OK
Content-Type: application/json

{ "id": "1" }
```
"""


@pytest.mark.parametrize(("statuses", "new"), [((201, 200), 200), ((201, 201), 201)])
def test_a_response_of_several_requests_follows_all_of_them_or_none(
    project: Path, docreplay: Command, statuses: tuple[int, int], new: int
) -> None:
    page = project / "docs_source/en-us/photo-get.md"
    page.write_text(SHARED, encoding="utf-8")

    def respond(exchange: Exchange) -> None:
        status = statuses[exchange.path.endswith("two")]
        exchange.give(status, {"Content-Type": "application/json"}, b'{"id": "2"}')

    with service_of(respond) as url:
        ended = docreplay("review", "--base-url", url, "--accept", "fix")
        assert f"\nHTTP/1.1 {new} " in page.read_text(encoding="utf-8")
        is_left = "`two` has the same documented response, and would fail\n" in ended.err
        assert (is_left, ended.code) == ((True, 1) if new == 200 else (False, 0))
        written = page.read_text(encoding="utf-8")
        docreplay("review", "--base-url", url, "--accept", "fix")
        assert page.read_text(encoding="utf-8") == written

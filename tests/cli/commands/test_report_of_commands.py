"""`docreplay report` merges the JSON reports of all commands, with the fingerprints of others."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands.test_record import Service, service
from tests.cli.conftest import PAGE, Command

__all__ = ["service"]

OLD = PAGE.replace("users", "people")
ENGLISH = f"{PAGE}\nSend `Accept`.\n"
GERMAN = ENGLISH.replace("`Accept`", "`Annehmen`").replace('"height": 99', '"höhe": 99')
BROKEN = PAGE[: PAGE.index('<!-- { "blockType": "resp')]
COMMANDS = ("check", "test", "drift", "diff", "regress")


def load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture
def reports(project: Path, docreplay: Command, service: Service) -> Path:
    """The project with the reports of each command, in three formats; each has findings."""
    for path, text in {
        "docs_source/en-us/photo-get.md": ENGLISH,
        "docs_source/en-us/broken.md": BROKEN,
        "docs_source/de-de/photo-get.md": GERMAN,
        "old/en-us/photo-get.md": OLD,
    }.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, encoding="utf-8")
    shutil.copytree(project / "docs_source", project / "new")
    given = ("--base-url", service.url, "--var", "id=42")
    assert docreplay("record", *given).code == 0
    service.body["height"] = "99"
    options = {"test": given, "regress": given, "diff": ("old", "new")}
    for command in COMMANDS:
        kinds = ("json", "sarif", "gitlab")
        written = (f"--report={kind}={command}.{kind}" for kind in kinds)
        docreplay(command, *options.get(command, ()), *written)
    return project


def findings(record: Any) -> list[Any]:
    return [*record["findings"], *(item for case in record["cases"] for item in case["findings"])]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_finding_has_the_fingerprint_of_other_formats(reports: Path, command: str) -> None:
    own = sorted(item["fingerprint"] for item in findings(load(reports / f"{command}.json")))
    results = load(reports / f"{command}.sarif")["runs"][0]["results"]
    assert own
    assert own == sorted(item["partialFingerprints"]["primaryLocationLineHash"] for item in results)
    issues = [item["fingerprint"] for item in load(reports / f"{command}.gitlab")]
    assert set(own) <= set(issues)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("kind", ["json", "sarif", "gitlab"])
def test_a_report_of_any_command_is_rendered_again(
    reports: Path, docreplay: Command, command: str, kind: str
) -> None:
    docreplay("report", f"{command}.json", "--report", f"{kind}=again")
    again = (reports / "again").read_bytes()
    assert again == (reports / f"{command}.{kind}").read_bytes()


def test_all_of_them_are_one_report(reports: Path, docreplay: Command) -> None:
    files = [f"{command}.json" for command in COMMANDS]
    ended = docreplay("report", *files, "--report", "json=all.json", "--report", "html=all.html")
    assert (ended.code, ended.err) == (1, "")
    merged = load(reports / "all.json")
    assert merged["command"] == "report"
    marks = {item["fingerprint"].partition(":")[0] for item in findings(merged)}
    for file in files:
        assert {
            item["fingerprint"].partition(":")[0] for item in findings(load(reports / file))
        } <= marks
    assert [page["locale"] for page in merged["pages"]] == [
        page["locale"] for page in load(reports / "drift.json")["pages"]
    ]
    assert len(merged["cases"]) == sum(len(load(reports / file)["cases"]) for file in files)


def test_a_change_is_accepted_by_the_fingerprint_of_any_report(
    reports: Path, docreplay: Command, service: Service
) -> None:
    (change,) = {item["fingerprint"] for item in findings(load(reports / "regress.json"))}
    given = ("--base-url", service.url, "--var", "id=42")
    ended = docreplay("regress", *given, "--accept", change, "--reason", "agreed")
    assert ended.code == 0

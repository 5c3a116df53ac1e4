"""What `max-findings` does to each command that reports findings."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.commands.test_diff import folders
from tests.cli.commands.test_drift import page
from tests.cli.commands.test_processes import tree
from tests.cli.commands.test_record import Service, service, snapshot
from tests.cli.commands.test_regress import words
from tests.cli.conftest import Command, Ended

__all__ = ["folders", "page", "service", "snapshot", "tree", "words"]

CHECK = ("check", "--fail-on", "warning", "--output-format", "json")


def limit(number: int) -> None:
    Path("docreplay.toml").write_text(f"max-findings = {number}\n", encoding="utf-8")


def severities(ended: Ended) -> list[int]:
    found = json.loads(ended.out)["totals"]
    return [found[name] for name in ("errors", "warnings", "notes")]


def places(ended: Ended) -> list[tuple[str, str, int]]:
    document = json.loads(ended.out)
    inner = [item for case in document["cases"] for item in case["findings"]]
    found = (*document["findings"], *inner)
    return [(item["code"], item["path"], item["line"]) for item in found]


def codes(ended: Ended) -> list[str]:
    return [code for code, _, _ in places(ended)]


def is_cut_alike(run: Callable[[], Ended]) -> None:
    """Check a command that has several findings, the worst of which fails it."""
    limit(0)
    whole = run()
    limit(1)
    cut = run()
    assert len(codes(whole)) > 1
    assert "RUN508" not in codes(whole)
    assert len(codes(cut)) == 2
    assert codes(cut).count("RUN508") == 1
    assert (cut.code, severities(cut)) == (whole.code, severities(whole))
    assert whole.code == 1
    assert places(run()) == places(cut)


@pytest.mark.parametrize("options", [(), ("-n", "2")])
def test_check_is_cut(tree: Path, docreplay: Command, options: tuple[str, ...]) -> None:
    is_cut_alike(lambda: docreplay(*CHECK, *options))


def test_check_with_several_processes_lists_the_same(tree: Path, docreplay: Command) -> None:
    limit(3)
    alone = docreplay(*CHECK)
    assert docreplay(*CHECK, "-n", "2") == alone


@pytest.mark.parametrize("options", [(), ("-n", "2")])
def test_drift_is_cut(page: Path, docreplay: Command, options: tuple[str, ...]) -> None:
    is_cut_alike(lambda: docreplay("drift", "--output-format", "json", *options))


@pytest.mark.parametrize("options", [(), ("-n", "2")])
def test_tests_are_cut(
    project: Path, service: Service, docreplay: Command, options: tuple[str, ...]
) -> None:
    service.body.clear()
    service.body["more"] = 1
    given = ("--base-url", service.url, "--var", "id=42", "--output-format", "json")
    is_cut_alike(lambda: docreplay("test", *given, *options))


def test_a_comparison_with_a_snapshot_is_cut(
    words: tuple[str, ...], service: Service, docreplay: Command
) -> None:
    service.body["height"] = "99"
    service.body["added"] = 1
    is_cut_alike(lambda: docreplay("regress", *words, "--output-format", "json"))


@pytest.mark.parametrize("options", [(), ("--fail-on", "breaking")])
def test_a_comparison_of_versions_is_cut(
    folders: Path, docreplay: Command, options: tuple[str, ...]
) -> None:
    text = (folders / "new/photo.md").read_text(encoding="utf-8")
    text = text.replace("| id | String |", "| added | String | New. |\n| id | Int32 |")
    (folders / "new/photo.md").write_text(text, encoding="utf-8")
    is_cut_alike(lambda: docreplay("diff", "old", "new", "--output-format", "json", *options))


def test_a_baseline_of_a_cut_run_is_reported_as_incomplete(tree: Path, docreplay: Command) -> None:
    limit(1)
    given = ("check", "--fail-on", "warning", "--baseline", "known.jsonl")
    written = docreplay(*given, "--baseline-update")
    assert written.code == 1
    assert "RUN508 not in the updated baseline, and not listed: " in written.out
    file = tree / "known.jsonl"
    assert "RUN508" not in file.read_text(encoding="utf-8")
    assert docreplay(*given).code == 1


def test_a_cut_run_removes_no_entry_of_a_baseline(tree: Path, docreplay: Command) -> None:
    limit(0)
    given = (*CHECK, "--baseline", "known.jsonl")
    assert docreplay(*given, "--baseline-update").code == 0
    whole = (tree / "known.jsonl").read_text(encoding="utf-8")
    limit(1)
    cut = docreplay(*given, "--baseline-update")
    assert (cut.code, codes(cut)) == (1, ["RUN508"])
    assert json.loads(cut.out)["totals"]["absent"] == 0
    assert (tree / "known.jsonl").read_text(encoding="utf-8") == whole

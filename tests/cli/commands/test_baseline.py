"""What `--baseline` and `--changed-since` do to the commands that take them."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from docreplay.config.load import load_config
from docreplay.drift.stamp import digests
from docreplay.flows import check as check_flow
from docreplay.flows.drift import run as drift_flow
from docreplay.flows.known_findings import load_baseline
from tests.cli.conftest import PAGE, Command, Ended, spoil
from tests.support.repository import commit_all

FILE = "known.jsonl"
UNREAD = "1 HTTP message unannotated (see --infer-unannotated)"
ENGLISH = "# Photo\n\n| Name | Size |\n|:---|:---|\n| Accept | 648 |\n"
GERMAN = '# <a name="photo"></a>Foto\n\n| Name | Größe |\n|:---|:---|\n| Annehmen | 648 |\n'
PAGES = ("en-us/photo.md", "de-de/photo.md", "en-us/album.md", "de-de/album.md")


@pytest.fixture
def translated(project: Path) -> Path:
    """The folder of two English pages and their German ones, each with a changed name."""
    folder = project / "docs_source"
    (folder / "en-us/photo-get.md").unlink()
    (folder / "de-de").mkdir()
    for name in PAGES:
        text = ENGLISH if name.startswith("en") else GERMAN
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def entries(project: Path) -> list[dict[str, object]]:
    text = (project / FILE).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.removesuffix("\n").split("\n")]


def totals(ended: Ended) -> dict[str, int]:
    found: dict[str, int] = json.loads(ended.out)["totals"]
    return found


def edit(page: Path, before: str, after: str) -> None:
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace(before, after), encoding="utf-8")


def test_accepted_findings_do_not_count(project: Path, docreplay: Command) -> None:
    spoil(project)
    assert docreplay("check", "--baseline", FILE, "--baseline-update").code == 0
    code, out, _ = docreplay("check", "--baseline", FILE)
    known = len(entries(project))
    assert (code, out) == (0, f"1 page, {known} known; {UNREAD}; no findings\n")


def test_a_new_finding_counts_and_is_the_only_one_printed(
    translated: Path, project: Path, docreplay: Command
) -> None:
    docreplay("drift", "--baseline", FILE, "--baseline-update")
    edit(translated / "de-de/photo.md", "648", "684")
    code, out, _ = docreplay("drift", "-q", "--baseline", FILE)
    assert code == 1
    assert "DRI321" in out
    assert "DRI320" not in out


def test_moved_and_re_flowed_lines_stay_known(translated: Path, docreplay: Command) -> None:
    docreplay("drift", "--baseline", FILE, "--baseline-update")
    edit(translated / "en-us/photo.md", "# Photo\n", "# Photo\n\nA photo.\n")
    edit(translated / "de-de/photo.md", "Foto\n", "Foto\n\nEin Foto.\n")
    edit(translated / "de-de/photo.md", "| Annehmen |", "|   Annehmen   |")
    ended = docreplay("drift", "--baseline", FILE, "--output-format", "json")
    assert ended.code == 0
    assert (totals(ended)["known"], totals(ended)["absent"]) == (2, 0)


def test_fixed_findings_are_absent_until_the_baseline_is_updated(
    translated: Path, project: Path, docreplay: Command
) -> None:
    docreplay("drift", "--baseline", FILE, "--baseline-update")
    edit(translated / "de-de/photo.md", "Annehmen", "Accept")
    assert "1 known, 1 absent; no findings" in docreplay("drift", "--baseline", FILE).out
    docreplay("drift", "--baseline", FILE, "--baseline-update")
    assert [entry["path"] for entry in entries(project)] == ["docs_source/de-de/album.md"]


def test_a_page_that_is_gone_is_absent(translated: Path, docreplay: Command) -> None:
    docreplay("drift", "--baseline", FILE, "--baseline-update")
    for name in PAGES[:2]:
        (translated / name).unlink()
    assert "1 known, 1 absent" in docreplay("drift", "--baseline", FILE).out


@pytest.mark.parametrize(
    "part",
    [
        ["docs_source/de-de/album.md"],
        ["--select", "DRI321"],
        ["--ignore", "identifier-cell-changed"],
        ["--locale", "ja-jp"],
        ["--changed-since", "HEAD"],
    ],
)
def test_a_run_over_some_pages_keeps_the_entries_of_the_others(
    translated: Path, project: Path, docreplay: Command, part: list[str]
) -> None:
    docreplay("drift", "--baseline", FILE, "--baseline-update")
    before = (project / FILE).read_bytes()
    edit(translated / "de-de/photo.md", "Annehmen", "Accept")
    (translated / "ja-jp").mkdir()
    (translated / "ja-jp/photo.md").write_text(ENGLISH, encoding="utf-8")
    commit_all(project)
    part = [*part, "--ignore", "DRI35", "--baseline", FILE, "--baseline-update"]
    assert "absent" not in docreplay("drift", *part).out
    assert (project / FILE).read_bytes() == before


def test_commands_share_a_file(translated: Path, project: Path, docreplay: Command) -> None:
    (project / "docreplay.toml").write_text(f'baseline = "{FILE}"\n', encoding="utf-8")
    (translated / "en-us/photo-get.md").write_text(PAGE.replace('"request"', '"reqest"'))
    for command in ("check", "drift"):
        assert docreplay(command, "--baseline-update").code == 0
    assert {entry["command"] for entry in entries(project)} == {"check", "drift"}
    assert "absent" not in docreplay("check").out + docreplay("drift").out


def test_the_same_findings_give_the_same_bytes(
    translated: Path, project: Path, docreplay: Command
) -> None:
    docreplay("drift", "--baseline", FILE, "--baseline-update")
    first = (project / FILE).read_bytes()
    docreplay("drift", "--baseline", FILE, "--baseline-update")
    assert (project / FILE).read_bytes() == first


def test_known_findings_are_fixed_too(translated: Path, docreplay: Command) -> None:
    docreplay("drift", "--baseline", FILE, "--baseline-update")
    code, out, err = docreplay("drift", "--baseline", FILE, "--fix")
    assert (code, err.splitlines()[-1]) == (0, "2 fixes on 2 pages")
    assert "2 absent" in out


def test_a_dry_run_applies_the_baseline_and_does_not_write_it(
    translated: Path, project: Path, docreplay: Command
) -> None:
    assert docreplay("drift", "--dry-run", "--baseline", FILE, "--baseline-update").code == 2
    assert not (project / FILE).exists()
    docreplay("drift", "--baseline", FILE, "--baseline-update")
    assert docreplay("drift", "--dry-run", "--baseline", FILE).code == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "No such file or directory\n  Try: write it with --baseline-update"),
        (b"\xff", "not valid UTF-8\n  Try: remove the file"),
        (b"\n<<<<<<< main\n", ":2: invalid JSON\n  Try: fix or remove the line"),
    ],
)
def test_a_file_that_is_not_a_baseline_is_refused(
    project: Path, docreplay: Command, content: bytes | None, said: str
) -> None:
    if content is not None:
        (project / FILE).write_bytes(content)
    code, out, err = docreplay("check", "--baseline", FILE)
    assert (code, out) == (2, "")
    assert FILE in err
    assert said in err


def test_an_update_requires_a_baseline_file(project: Path, docreplay: Command) -> None:
    code, _, err = docreplay("check", "--baseline-update")
    assert code == 2
    assert "missing baseline file to update" in err


def test_without_a_baseline_none_is_mentioned(project: Path, docreplay: Command) -> None:
    assert "known" not in totals(docreplay("check", "--output-format", "json"))


def test_check_looks_at_changed_pages_only(project: Path, docreplay: Command) -> None:
    commit_all(project)
    (project / "docs_source/en-us/new.md").write_text("# New\n", encoding="utf-8")
    ended = docreplay("check", "--changed-since", "HEAD", "--output-format", "json")
    assert totals(ended)["pages"] == 1


@pytest.mark.parametrize("command", ["check", "drift"])
def test_a_run_without_changed_pages_reports_it(
    translated: Path, project: Path, docreplay: Command, command: str
) -> None:
    commit_all(project)
    assert docreplay(command, "--changed-since", "HEAD") == (
        0,
        "no findings\n",
        "no page changed since HEAD\n",
    )


@pytest.mark.parametrize("changed", ["en-us/photo.md", "de-de/photo.md"])
def test_drift_looks_at_translations_that_changed_or_whose_source_did(
    translated: Path, project: Path, docreplay: Command, changed: str
) -> None:
    commit_all(project)
    edit(translated / changed, "# ", "#  ")
    ended = docreplay("drift", "--changed-since", "HEAD", "--output-format", "json")
    found = [page["path"] for page in json.loads(ended.out)["pages"]]
    assert found == ["docs_source/de-de/photo.md"]


def test_a_path_limits_what_changed(translated: Path, project: Path, docreplay: Command) -> None:
    commit_all(project)
    edit(translated / "en-us/photo.md", "# ", "#  ")
    ended = docreplay("drift", "--changed-since", "HEAD", "docs_source/de-de/album.md")
    assert ended.err == "no page changed since HEAD\n"


def test_a_translation_that_was_removed_is_missing(
    translated: Path, project: Path, docreplay: Command
) -> None:
    commit_all(project)
    (translated / "de-de/photo.md").unlink()
    assert "DRI35" in docreplay("drift", "--changed-since", "HEAD").out


def test_a_translation_whose_source_was_removed_is_orphaned(
    translated: Path, project: Path, docreplay: Command
) -> None:
    commit_all(project)
    (translated / "en-us/photo.md").unlink()
    assert "DRI351" in docreplay("drift", "--changed-since", "HEAD").out


def test_a_source_beside_its_translation_counts_as_its_source(
    project: Path, docreplay: Command
) -> None:
    folder = project / "docs_source"
    (folder / "en-us/photo-get.md").unlink()
    stamp = f"---\nms.openlocfilehash: {digests(ENGLISH)[0]}\n---\n"
    (folder / "photo.md").write_text(stamp + GERMAN, encoding="utf-8")
    (folder / "photo.en-us.md").write_text(ENGLISH, encoding="utf-8")
    commit_all(project)
    edit(folder / "photo.en-us.md", "# ", "#  ")
    ended = docreplay("drift", "--changed-since", "HEAD", "--output-format", "json")
    found = [page["path"] for page in json.loads(ended.out)["pages"]]
    assert "docs_source/photo.md" in found


def test_an_empty_revision_is_refused(project: Path, docreplay: Command) -> None:
    assert docreplay("check", "--changed-since", "").code == 2


def test_runs_at_the_same_time_lose_no_entry(translated: Path, project: Path) -> None:
    spoiled = translated / "en-us/photo-get.md"
    spoiled.write_text(PAGE.replace('"request"', '"reqest"'), encoding="utf-8")
    config = replace(load_config(project), baseline=FILE)
    begun = [load_baseline(config, update=True) for _ in range(3)]
    runs = [drift_flow.drift(config).run, check_flow.check(config)]
    for baseline, run in zip(begun, runs, strict=False):
        baseline.hold(run)
    assert {str(entry["command"]) for entry in entries(project)} == {"drift", "check"}

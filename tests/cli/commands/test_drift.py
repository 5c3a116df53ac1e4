import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command

ENGLISH = "# Photo\n\n| Name | Size |\n|:---|:---|\n| Accept | 648 |\n"
GERMAN = '# <a name="photo"></a>Foto\n\n| Name | Größe |\n|:---|:---|\n| Annehmen | 684 |\n'
HEALED = GERMAN.replace("Annehmen", "Accept").replace("684", "648")


@pytest.fixture
def page(project: Path) -> Path:
    """A damaged translation in a project of its own."""
    folder = project / "docs_source"
    for locale, text in (("en-us", ENGLISH), ("de-de", GERMAN)):
        (folder / locale).mkdir(parents=True, exist_ok=True)
        (folder / locale / "photo.md").write_text(text, encoding="utf-8")
    return folder / "de-de/photo.md"


PHOTO = "docs_source/de-de/photo.md"


def test_damage_is_found_in_its_line(page: Path, docreplay: Command) -> None:
    code, out, _ = docreplay("drift", "-q", PHOTO)
    assert code == 1
    assert f"{PHOTO}:5:3: error DRI320 [*] name `Accept` was changed" in out


def test_json_has_the_source_the_cause_and_the_fix(page: Path, docreplay: Command) -> None:
    document = json.loads(docreplay("drift", PHOTO, "--output-format", "json").out)
    first = document["findings"][0]
    assert (first["path"], first["line"], first["expected"]) == (PHOTO, 5, "Accept")
    assert first["source"] == {"path": "docs_source/en-us/photo.md", "line": 5}
    assert first["fix"]["safety"] == "safe"
    assert first["cause"] == "identifier-cell-changed: Accept → Annehmen"
    assert document["pages"][0]["integrity"] == "damaged"
    assert document["totals"]["errors"] == 2


@pytest.mark.parametrize("options", [(), ("--summary",), ("--output-format", "sarif")])
def test_a_json_report_is_what_json_output_is(
    page: Path, project: Path, docreplay: Command, options: tuple[str, ...]
) -> None:
    printed = docreplay("drift", PHOTO, "--output-format", "json").out
    docreplay("drift", PHOTO, *options, "--report", "json=drift.json")
    assert (project / "drift.json").read_text(encoding="utf-8") == printed


@pytest.mark.parametrize("order", [("--fix", PHOTO), ("--fix", "safe", PHOTO), (PHOTO, "--fix")])
def test_fix_takes_no_path_for_its_value(
    page: Path, docreplay: Command, order: tuple[str, ...]
) -> None:
    code, _, err = docreplay("drift", *order)
    assert (code, err.splitlines()[-1]) == (0, "2 fixes on 1 page")


def test_a_value_of_fix_that_does_not_exist_is_a_path(page: Path, docreplay: Command) -> None:
    ended = docreplay("drift", "--fix", "unsave")
    assert (ended.code, "unsave does not exist" in ended.err) == (2, True)
    error = docreplay("drift", "--fix=unsave").err
    assert "unknown value `unsave` (did you mean `unsafe`?); use one of: safe, unsafe" in error


def test_fix_changes_the_page_and_reports_the_remaining_findings(
    page: Path, docreplay: Command
) -> None:
    code, _, err = docreplay("drift", PHOTO, "--fix")
    assert (code, err.splitlines()[-1]) == (0, "2 fixes on 1 page")
    assert [line.split(": ")[1] for line in err.splitlines()[:-1]] == [
        "fixed DRI320 Annehmen → Accept",
        "fixed DRI321 684 → 648",
    ]
    assert docreplay("drift", PHOTO, "--fix").err == "0 fixes on 0 pages\n"
    assert page.read_text(encoding="utf-8") == HEALED


def test_only_selected_findings_are_fixed(page: Path, docreplay: Command) -> None:
    docreplay("drift", PHOTO, "--select", "DRI321", "--fix=unsafe")
    assert page.read_text(encoding="utf-8") == GERMAN.replace("684", "648")


def test_a_dry_run_prints_a_diff_and_writes_nothing(page: Path, docreplay: Command) -> None:
    code, out, _ = docreplay("drift", PHOTO, "--dry-run")
    assert code == 1
    assert "-| Annehmen | 684 |\n+| Accept | 648 |\n" in out
    assert page.read_text(encoding="utf-8") == GERMAN


def test_a_patch_is_written_to_the_given_path(
    page: Path, project: Path, docreplay: Command
) -> None:
    docreplay("drift", PHOTO, "--patch", "de.patch")
    text = (project / "de.patch").read_text(encoding="utf-8")
    assert text.startswith(f"diff --git a/{PHOTO} b/{PHOTO}\n")
    assert page.read_text(encoding="utf-8") == GERMAN


def test_a_summary_counts_by_locale(page: Path, docreplay: Command) -> None:
    out = docreplay("drift", PHOTO, "--summary").out
    assert [line.split() for line in out.split("\n")[:2]] == [
        ["page", "state", "de-de"],
        ["unknown", "1"],
    ]
    assert "DRI320 identifier-cell-changed      1\n" in out


def test_a_page_is_explained_with_the_source_beside_the_translation(
    page: Path, docreplay: Command
) -> None:
    code, out, _ = docreplay("drift", "--explain-page", PHOTO)
    assert (code, out) == (
        1,
        f"{PHOTO}\n"
        "  state: unknown\n  source: not known whether it has changed\n"
        "  integrity: damaged\n  stamp: unstamped\n\n"
        "to correct: 2\n"
        "  line 5: error DRI320 name `Accept` was changed (fixable with --fix)\n"
        "    source:      Accept\n    translation: Annehmen\n"
        "  line 5: error DRI321 number 648 was changed (fixable with --fix)\n"
        "    source:      648\n    translation: 684\n",
    )


def test_a_locale_limits_the_pages(page: Path, docreplay: Command) -> None:
    code, _, err = docreplay("drift", "--locale", "ja-jp", PHOTO)
    assert code == 5
    assert "no translation" in err


def paired(docreplay: Command, *paths: Path | str) -> tuple[int, dict[str, Any]]:
    """Run the command on two paths; it prints JSON with a status, and returns 0 or 1."""
    ended = docreplay("drift", "--output-format", "json", "--pair", *map(str, paths))
    assert ended.err == ""
    return ended.code, json.loads(ended.out)


@pytest.mark.parametrize(
    ("text", "code", "status"),
    [
        (f"{GERMAN}\nH<sub>2</sub>O ist Wasser.\n", 1, "candidate_outdated"),
        (f"{HEALED}\nH2O ist Wasser.\n", 0, "outdated_low_severity"),
        (f"{HEALED}\nH<sub>2</sub>O ist Wasser.\n", 0, "up_to_date"),
    ],
)
def test_a_pair_has_a_status(
    page: Path, docreplay: Command, text: str, code: int, status: str
) -> None:
    source = page.parents[1] / "en-us/photo.md"
    source.write_text(f"{ENGLISH}\nH<sub>2</sub>O is water.\n", encoding="utf-8")
    page.write_text(text, encoding="utf-8")
    ended, document = paired(docreplay, source, PHOTO)
    assert (ended, document["status"]) == (code, status)
    assert document["pages"][0]["path"] == PHOTO


def test_a_pair_may_be_anywhere(
    page: Path, docreplay: Command, tmp_path_factory: pytest.TempPathFactory
) -> None:
    source, target = (tmp_path_factory.mktemp(name) / "photo.md" for name in ("en", "de"))
    source.write_text(ENGLISH, encoding="utf-8")
    target.write_text(GERMAN, encoding="utf-8")
    code, document = paired(docreplay, source, target)
    assert (code, document["status"]) == (1, "candidate_outdated")
    assert document["findings"][0]["path"] == target.as_posix()


@pytest.mark.parametrize(
    ("names", "status"),
    [(("photo.md", "none.md"), "not_translated"), (("none.md", "photo.md"), "no_english_version")],
)
def test_a_missing_page_of_a_pair_has_a_status(
    page: Path, docreplay: Command, names: tuple[str, str], status: str
) -> None:
    code, document = paired(docreplay, *(page.with_name(name) for name in names))
    assert (code, document["status"]) == (0, status)


def test_two_missing_pages_are_a_usage_error(page: Path, docreplay: Command) -> None:
    code, out, err = docreplay("drift", "--pair", "a.md", "b.md")
    assert (code, out) == (2, "")
    assert "b.md" in err


def test_a_pair_is_fixed(
    page: Path, docreplay: Command, tmp_path_factory: pytest.TempPathFactory
) -> None:
    source, target = (tmp_path_factory.mktemp(name) / "photo.md" for name in ("en", "de"))
    source.write_text(ENGLISH, encoding="utf-8")
    for file in (target, page):
        file.write_text(GERMAN, encoding="utf-8")
        assert docreplay("drift", "--pair", str(source), str(file), "--dry-run").code == 1
        assert file.read_text(encoding="utf-8") == GERMAN
        assert docreplay("drift", "--pair", str(source), str(file), "--fix").code == 0
        assert file.read_text(encoding="utf-8") == HEALED


@pytest.mark.parametrize(
    ("options", "integrity"),
    [
        ((), "damaged"),
        (("--ignore", "DRI320", "--ignore", "DRI321"), "intact"),
        (("--severity",), "intact"),
    ],
)
def test_integrity_is_that_of_the_configured_findings(
    page: Path, docreplay: Command, options: tuple[str, ...], integrity: str
) -> None:
    config = page.parents[2] / "docreplay.toml"
    if "--severity" in options:
        with config.open("a") as file:
            file.write('\n[severity]\nDRI320 = "note"\nDRI321 = "note"\n')
        options = ()
    document = json.loads(docreplay("drift", PHOTO, *options, "--output-format", "json").out)
    assert document["pages"][0]["integrity"] == integrity


@pytest.mark.parametrize("other", ["--sync", "--source-hardening", PHOTO])
def test_a_pair_is_not_synced(page: Path, docreplay: Command, other: str) -> None:
    assert docreplay("drift", "--pair", "docs_source/en-us/photo.md", PHOTO, other).code == 2


def test_a_pair_uses_the_baseline(page: Path, docreplay: Command) -> None:
    docreplay("drift", "--baseline", "known.jsonl", "--baseline-update")
    pair = ("docs_source/en-us/photo.md", PHOTO)
    assert paired(docreplay, *pair, "--baseline", "known.jsonl")[1]["status"] == "up_to_date"


def test_a_report_may_be_the_workbench(page: Path, project: Path, docreplay: Command) -> None:
    docreplay("workbench", "--output", "a.html")
    ended = docreplay("drift", "-q", "--report", "workbench=b.html", "--report", "json=b.json")
    assert ended.code == 1
    assert "written to b.html" in ended.err
    assert (project / "a.html").read_bytes() == (project / "b.html").read_bytes()
    assert json.loads((project / "b.json").read_bytes())["command"] == "drift"


def test_no_other_command_writes_the_workbench(page: Path, docreplay: Command) -> None:
    ended = docreplay("check", "--report", "workbench=b.html")
    assert ended.code == 2
    assert "unknown format `workbench`" in ended.err


def test_names_damaged_in_two_locales_get_back_ticks_in_the_source(
    page: Path, docreplay: Command
) -> None:
    other = page.parents[1] / "ja-jp/photo.md"
    other.parent.mkdir()
    other.write_text(GERMAN.replace("Annehmen", "承諾"), encoding="utf-8")
    out = docreplay("drift", "--source-hardening").out
    assert "+++ b/docs_source/en-us/photo.md\n" in out
    assert "-| Accept | 648 |\n+| `Accept` | 648 |\n" in out


def test_a_name_damaged_in_one_locale_is_not_hardened(page: Path, docreplay: Command) -> None:
    assert docreplay("drift", "--source-hardening").out == ""


def test_a_page_without_stamp_is_recorded(page: Path, docreplay: Command) -> None:
    code, out, err = docreplay("drift", "--stamp", PHOTO)
    assert (code, out, err) == (0, "", "1 page recorded in docreplay-stamps.jsonl\n")


def test_a_page_with_a_stamp_is_not_recorded(page: Path, docreplay: Command) -> None:
    page.write_text(f"---\nms.openlocfilehash: {'0' * 40}\n---\n{GERMAN}", encoding="utf-8")
    err = docreplay("drift", "--stamp", PHOTO).err.splitlines()
    assert err[1] == "1 page not recorded: the front matter has a stamp"


@pytest.mark.parametrize("other", [("--fix",), ("--sync",), ("--dry-run",), ("--pair", "a", "b")])
def test_recording_changes_and_compares_nothing(
    page: Path, docreplay: Command, other: tuple[str, ...]
) -> None:
    ended = docreplay("drift", "--stamp", *other)
    assert ended.code == 2
    assert "`--stamp` records pages" in ended.err

"""What is said about suppressions that suppress nothing."""

from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.flows import check as check_flow
from docreplay.flows import generate as generate_flow
from docreplay.flows.drift import run as drifting
from docreplay.model.finding import Finding
from tests.support.pages import exchange

TWICE = exchange() + exchange()  # DOC122, on the second name


def checked(folder: Path, *words: str, **settings: object) -> list[Finding]:
    """Return what `check` reports about suppressions on a page that suppresses the words."""
    page = folder / "docs/en-us/photo.md"
    page.parent.mkdir(parents=True)
    ignores = "".join(f"<!-- docreplay-ignore {word} a reason -->\n" for word in words)
    page.write_text(ignores + TWICE, encoding="utf-8")
    config = Config(root=folder, docs=("docs",), **settings)  # type: ignore[arg-type]  # a test names its own settings
    found = check_flow.check(config).findings
    return [finding for finding in found if finding.name.startswith("suppression")]


def messages(found: list[Finding]) -> list[str]:
    return [f"{item.location.line}: {item.code} {item.message}" for item in found]


@pytest.mark.parametrize("word", ["DOC122", "doc122", "duplicate-name"])
def test_a_suppression_in_use_is_left_alone(tmp_path: Path, word: str) -> None:
    assert checked(tmp_path, word) == []


def test_a_suppression_that_suppresses_nothing_is_unused_in_its_line(tmp_path: Path) -> None:
    found = checked(tmp_path, "DOC122", "link-broken")
    assert messages(found) == [
        "2: DOC136 unused suppression of `link-broken`: no such finding on this page"
    ]


@pytest.mark.parametrize("word", ["CON209", "DRI320", "resource-property-unknown"])
def test_a_suppression_for_another_command_is_not_unused(tmp_path: Path, word: str) -> None:
    assert checked(tmp_path, word) == []


@pytest.mark.parametrize(
    "settings",
    [
        {"ignore": ("DOC150",)},
        {"select": ("DOC122", "DOC136")},
        {"per_page_ignores": {"docs/en-us": ("link-broken",)}},
        {"ignore": ("suppression-unused",)},
    ],
)
def test_a_suppression_of_what_is_not_reported_is_not_unused(
    tmp_path: Path, settings: dict[str, object]
) -> None:
    assert checked(tmp_path, "DOC150", **settings) == []


def test_a_suppression_of_no_rule_is_unknown_and_not_unused(tmp_path: Path) -> None:
    assert messages(checked(tmp_path, "DOC1222", "duplicate-names")) == [
        "1: DOC135 unknown rule `DOC1222` in suppression (did you mean `DOC122`?)",
        "2: DOC135 unknown rule `duplicate-names` in suppression (did you mean `duplicate-name`?)",
    ]


def test_a_suppression_without_a_word_names_no_rule(tmp_path: Path) -> None:
    (found,) = checked(tmp_path, "--")
    assert found.name == "suppression-unknown"
    assert "docreplay-ignore CODE reason" in found.message


def test_findings_about_suppressions_can_be_suppressed(tmp_path: Path) -> None:
    assert checked(tmp_path, "DOC150", "DOC9", "DOC136", "suppression-unknown") == []


def test_only_check_reports_on_suppressions(tmp_path: Path) -> None:
    checked(tmp_path, "DOC150")
    run = generate_flow.generate(Config(root=tmp_path, docs=("docs",)), check=True)
    assert {finding.name for finding in run.findings} == {"duplicate-name", "module-stale"}


def drifted(folder: Path, ignored: str, german: str, front: str = "") -> list[str]:
    """Return the codes that `drift` finds on a translation that suppresses a code."""
    for locale, text in (
        ("en-us", "# Photo\n\nUse `$top`.\n"),
        ("de-de", f"{front}# Foto\n\n{german}\n\n<!-- docreplay-ignore {ignored} our style -->\n"),
    ):
        page = folder / f"docs/{locale}/photo.md"
        page.parent.mkdir(parents=True)
        page.write_text(text, encoding="utf-8")
    run = drifting.drift(Config(root=folder, docs=("docs",))).run
    return [finding.code for finding in run.findings]


def test_drift_reports_unused_suppressions_of_its_own_codes(tmp_path: Path) -> None:
    assert drifted(tmp_path, "DRI330", "Mit `$top`.") == ["DOC136"]


def test_drift_leaves_codes_of_other_commands_alone(tmp_path: Path) -> None:
    assert drifted(tmp_path, "DOC150", "Mit `$top`.") == []


def test_drift_calls_nothing_unused_that_it_cannot_know(tmp_path: Path) -> None:
    stamped = f"---\nms.openlocfilehash: {'0' * 40}\n---\n\n"
    assert drifted(tmp_path, "DRI330", "Mit `$top`.", stamped) == ["DRI353"]

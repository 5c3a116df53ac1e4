"""The repository's own pages: exactly one translation is damaged on purpose."""

from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.flows.drift.fixes import fixed_pages
from docreplay.flows.drift.run import drift
from docreplay.model.drift import Drift
from docreplay.report.formats.json import render
from tests.support.golden import assert_golden

ROOT = Path(__file__).parents[2]
DAMAGED = "docs_source/de-de/api/profilephoto-get.md"


@pytest.fixture(scope="module")
def found() -> Drift:
    return drift(Config(root=ROOT))


def test_the_damaged_page_has_the_findings_of_the_golden(found: Drift) -> None:
    assert_golden(Path(__file__).parent / "goldens/docs_source.json", render(found.run))


def test_every_other_page_is_silent(found: Drift) -> None:
    assert {finding.location.path for finding in found.run.findings} == {DAMAGED}
    assert {page.path for page in found.pages if page.integrity == "damaged"} == {DAMAGED}


def test_every_translation_has_the_stamp_of_its_version(found: Drift) -> None:
    assert {(page.state, page.trust) for page in found.pages} == {("up-to-date", "sound")}


def test_the_safe_fixes_change_only_the_damaged_lines(
    found: Drift,
) -> None:
    (change,) = fixed_pages(Config(root=ROOT), found, frozenset({"safe"}))
    before, after = change.before.split("\n"), change.after.split("\n")
    changed = {n for n, (a, b) in enumerate(zip(before, after, strict=True), 1) if a != b}
    assert change.path == DAMAGED
    assert changed == {finding.location.line for finding in found.run.findings}

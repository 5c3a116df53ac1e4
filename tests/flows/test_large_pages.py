"""A page that is too large is reported by each command that would have read it, in any version."""

from collections.abc import Callable
from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.errors import PageUnreadable
from docreplay.flows.check import check
from docreplay.flows.diff.run import diff
from docreplay.flows.drift.changed_translations import changed_translations
from docreplay.flows.drift.run import drift
from docreplay.flows.pages.changed_pages import changed_pages
from docreplay.model.run import Run
from tests.support.pages import exchange
from tests.support.repository import commit_all

MOST = 5_000
PAGE = "docs_source/en-us/large.md"
TRANSLATION = "docs_source/de-de/large.md"


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A project whose last commit made one page, and its translation, too large."""
    for path in (PAGE, "docs_source/en-us/other.md", TRANSLATION):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(exchange(), encoding="utf-8")
    commit_all(tmp_path)
    for path in (PAGE, TRANSLATION):
        (tmp_path / path).write_text(exchange() + "x" * MOST, encoding="utf-8")
    commit_all(tmp_path)
    return Config(root=tmp_path, max_page_bytes=MOST)


def places(run: Run) -> set[str]:
    """Return the pages of which a run says that they are too large."""
    return {item.location.path for item in run.all_findings if item.code == "RUN502"}


@pytest.mark.parametrize("named", [[], [PAGE], ["docs_source/en-us"]])
def test_check_reports_it(config: Config, named: list[str]) -> None:
    assert PAGE in places(check(config, named))


@pytest.mark.parametrize("named", [[], [TRANSLATION], ["docs_source/de-de"]])
def test_drift_reports_it(config: Config, named: list[str]) -> None:
    assert TRANSLATION in places(drift(config, named).run)


@pytest.mark.parametrize("select", [changed_pages, changed_translations])
def test_it_is_among_what_changed(
    config: Config, select: Callable[[Config, list[str], str], tuple[str, ...]]
) -> None:
    found = select(config, [], "HEAD~1")
    assert str(config.root / TRANSLATION) in found
    assert not [path for path in select(config, [], "HEAD") if "large" in path]


@pytest.mark.parametrize("named", ["HEAD~1", "HEAD"])
def test_diff_of_the_working_tree_reports_it(config: Config, named: str) -> None:
    assert places(diff(config, [named]).run) == {PAGE, TRANSLATION}


def test_diff_reads_none_of_a_revision(config: Config) -> None:
    with pytest.raises(PageUnreadable, match="max-page-bytes"):
        diff(config, ["HEAD~1..HEAD"])

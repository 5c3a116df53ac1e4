"""What is left to a translator, and what accepting it changes."""

from dataclasses import replace
from pathlib import Path

import pytest

from docreplay import drift, load_config
from docreplay.flows.drift.workbench import workbench
from docreplay.model.markup.text_fixes import TextChange
from docreplay.model.workbench import PageTasks, Workbench
from docreplay.report.workbench.data import details
from tests.support.translations import write


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("translations"), 4)


@pytest.fixture(scope="module")
def work(root: Path) -> Workbench:
    config = load_config(root)
    return workbench(config, drift(config))


def page(work: Workbench, path: str) -> PageTasks:
    return next(item for item in work.pages if item.verdict.path == path)


def accepted(item: PageTasks) -> str:
    """Return the page with everything that has a suggestion."""
    found = {change for task in item.tasks for change in task.replacements} | {*item.renewal}
    return replaced(item.text, found)


def replaced(text: str, changes: set[TextChange]) -> str:
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


@pytest.mark.parametrize(
    "path", ["de/page3.md", "de/crlf.md", "de/bom.md", "de/no end.md", "de/größe „1“.md"]
)
def test_accepting_all_repairs_is_what_fix_writes(root: Path, work: Workbench, path: str) -> None:
    after = accepted(page(work, f"docs/{path}"))
    assert after.encode() == (root / "docs" / path).read_bytes().replace(b"Annehmen", b"Accept")


def test_places_of_one_cause_have_it_in_common(work: Workbench) -> None:
    causes = {task.cause for item in work.pages for task in item.tasks if task.lane == "repair"}
    assert "identifier-cell-changed: Accept → Annehmen" in causes
    assert len(causes) == 3


def test_each_task_of_a_page_has_its_own_fingerprint(work: Workbench) -> None:
    for item in work.pages:
        assert len({task.fingerprint for task in item.tasks}) == len(item.tasks)


def test_changed_code_is_synced_with_the_recorded_stamp(work: Workbench) -> None:
    item = page(work, "docs/de/page0.md")
    assert [task.lane for task in item.tasks if task.lane != "repair"] == ["sync"]
    assert "GET /v2/pages/0" in accepted(item)
    records = replaced(work.records, {*item.record})
    assert records != work.records
    assert records.count("\n") == work.records.count("\n")


def test_a_changed_sentence_has_the_place_of_its_translation(work: Workbench) -> None:
    item = page(work, "docs/ar/page1.md")
    (task,) = [task for task in item.tasks if task.lane == "retranslate"]
    assert item.text[task.start : task.end] == "اقرأ صفحة واحدة من القائمة."
    assert (task.actual, task.expected) == (
        "Read one page of the list.",
        "Read a single page of the long list.",
    )
    assert task.words == 3
    row = item.rows[task.row]
    assert (row.then, row.now) == (task.actual, task.expected)


def test_changed_links_are_shown_where_they_are(work: Workbench) -> None:
    item = page(work, "docs/ja/page2.md")
    (task,) = [task for task in item.tasks if task.lane == "retranslate"]
    assert item.text[task.start : task.end] == "要求を送信します。😀"
    assert task.words == 0


def test_damaged_text_is_marked_in_its_row(work: Workbench) -> None:
    item = page(work, "docs/ja/page2.md")
    for task in item.tasks:
        if task.lane == "repair":
            start, end = task.mark
            assert item.rows[task.row].translation[start:end] == task.actual == "承諾"


def test_a_page_that_is_not_utf_8_is_left_out(tmp_path: Path) -> None:
    root = write(tmp_path, 3)
    file = root / "docs/de/page0.md"
    file.write_bytes(file.read_bytes() + b"\xff\n")
    config = load_config(root)
    paths = [item.verdict.path for item in workbench(config, drift(config)).pages]
    assert "docs/de/page0.md" not in paths
    assert "docs/de/page1.md" in paths


def test_bilingual_pages_are_unwrapped_and_repaired_in_place() -> None:
    config = replace(load_config(Path(__file__).parents[3]), docs=("docs_source",))
    for item in workbench(config, drift(config)).pages:
        for row in item.rows:
            assert "sxs-lookup" not in row.translation


def test_code_that_is_not_closed_ends_with_its_page(tmp_path: Path) -> None:
    for locale, page in (("en-us", "# 𝒳\n\n```\n"), ("de-de", "# 𝒳\n\n```\n\nEnde")):
        file = tmp_path / "docs_source" / locale / "p.md"
        file.parent.mkdir(parents=True)
        file.write_text(page, encoding="utf-8")
    config = load_config(tmp_path)
    (found,) = workbench(config, drift(config)).pages
    repair = next(task for task in found.tasks if task.code == "DRI310")
    assert max(change.end for change in repair.replacements) == len(found.text)
    assert repair.mark[1] <= len(found.rows[repair.row].translation)
    assert found.text.endswith("Ende")
    assert details(found)

"""Translations without a stamp: the commit that last changed them, and recorded versions."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.drift.record import parsed, record_of, written
from docreplay.drift.stamp import digests
from docreplay.errors import ConfigError, OutputError
from docreplay.flows.drift.fixes import fixed_pages
from docreplay.flows.drift.run import drift
from docreplay.flows.drift.stamping import stamp_pages
from docreplay.flows.drift.syncing import synced_pages
from docreplay.model.translation import PageVerdict
from tests.support.repository import commit_all, head, shallow_clone

OLD = "# Photo\n\nThe photo of a user.\n\n| Name |\n|:---|\n| Accept |\n\n```http\nGET /a\n```\n"
NEW = OLD.replace("of a user", "of a user or a group")
GERMAN = (
    "# Foto\n\nDas Foto eines Benutzers.\n\n| Name |\n|:---|\n| Accept |\n\n```http\nGET /a\n```\n"
)
BROKEN = GERMAN.replace("Accept", "Annehmen")
COMMIT = "0123456789" * 4


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a page and its translation, both committed."""
    folder = tmp_path / "repository/site"
    write(folder, OLD, "en")
    write(folder, GERMAN)
    commit_all(tmp_path / "repository")
    return folder


def write(root: Path, text: str, locale: str = "de", name: str = "photo") -> None:
    page = root / "docs" / locale / f"{name}.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text, encoding="utf-8")


def config(root: Path, stamps: str = "git") -> Config:
    return Config(root=root, docs=("docs",), source_locale="en", stamps=stamps)


def judged(root: Path, stamps: str = "git") -> PageVerdict:
    (page,) = drift(config(root, stamps)).pages
    return page


def test_a_translation_has_the_source_of_the_commit_that_last_changed_it(root: Path) -> None:
    assert judged(root).state == "up-to-date"
    write(root, NEW, "en")
    commit_all(root.parent)
    page = judged(root)
    assert (page.state, page.freshness, page.words, page.basis) == (
        "outdated", "prose", 3, "stamped",
    )  # fmt: skip
    assert [change.translation for change in page.changes] == ["Das Foto eines Benutzers."]
    write(root, GERMAN.replace("Benutzers", "Benutzers oder einer Gruppe"))
    commit_all(root.parent)
    assert (judged(root).state, judged(root).trust) == ("up-to-date", "unstamped")


def test_the_source_in_the_working_tree_is_the_current_one(root: Path) -> None:
    write(root, NEW, "en")
    assert judged(root).freshness == "prose"


def test_a_committed_version_that_is_larger_than_a_page_may_be_is_not_read(root: Path) -> None:
    write(root, OLD * 40, "en")
    write(root, BROKEN)
    commit_all(root.parent)
    write(root, OLD, "en")
    limited = replace(config(root), max_page_bytes=1000)
    (page,) = drift(limited).pages
    assert (page.basis, page.state) != ("stamped", "outdated")
    assert len(stamp_pages(limited).recorded) == 1
    text = (root / limited.stamp_file).read_text(encoding="utf-8")
    assert [record.commit for record in parsed(text, "stamps").values()] == [""]


def test_without_the_setting_no_history_is_read(root: Path) -> None:
    assert judged(root, "page").state == "unknown"


def test_damage_is_what_differs_from_the_source_of_that_commit(root: Path) -> None:
    write(root, BROKEN)
    commit_all(root.parent)
    write(root, NEW.replace("Accept", "Prefer"), "en")
    commit_all(root.parent)
    found = drift(config(root))
    damage = next(item for item in found.run.findings if item.code == "DRI320")
    assert (damage.expected, str(damage.severity)) == ("Accept", "error")
    (change,) = fixed_pages(config(root), found, frozenset({"safe"}))
    assert change.after == GERMAN


def test_code_is_synced_and_the_commit_of_the_result_is_its_stamp(root: Path) -> None:
    write(root, OLD.replace("/a", "/b"), "en")
    commit_all(root.parent)
    found = drift(config(root))
    (change,) = synced_pages(config(root), found, lambda *_: None)
    assert change.after == GERMAN.replace("/a", "/b")
    write(root, change.after)
    commit_all(root.parent)
    assert judged(root).freshness == "current"


def test_a_stamp_in_the_page_comes_first(root: Path) -> None:
    write(root, f"---\nms.openlocfilehash: {digests('x')[0]}\n---\n{GERMAN}")
    commit_all(root.parent)
    assert judged(root).freshness == "changed"


@pytest.mark.parametrize("name", ["neu", "-p", "zwei\tWörter", ":(top)x"])
def test_a_page_that_is_not_committed_has_no_version(root: Path, name: str) -> None:
    write(root, OLD, "en", name)
    write(root, GERMAN, "de", name)
    pages = {page.path: page.state for page in drift(config(root)).pages}
    assert pages[f"docs/de/{name}.md"] == "unknown"
    commit_all(root.parent)
    pages = {page.path: page.state for page in drift(config(root)).pages}
    assert pages[f"docs/de/{name}.md"] == "up-to-date"


def test_a_shallow_clone_does_not_show_the_commit(root: Path, tmp_path: Path) -> None:
    write(root, NEW, "en")
    commit_all(root.parent)
    shallow_clone(root.parent, tmp_path / "shallow")
    found = drift(config(tmp_path / "shallow/site"))
    (note,) = found.run.findings
    assert (note.code, str(note.severity), note.location.line) == ("DRI354", "note", 1)
    assert "the clone of the source is shallow" in note.message
    assert found.pages[0].state == "unknown"


def test_a_project_outside_of_a_repository_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, OLD, "en")
    write(tmp_path, GERMAN)
    with pytest.raises(ConfigError, match="is not in a git repository") as caught:
        drift(config(tmp_path))
    assert "stamps" in caught.value.hint


def test_a_repository_without_commits_has_no_versions(root: Path, tmp_path: Path) -> None:
    write(tmp_path / "new", OLD, "en")
    write(tmp_path / "new", GERMAN)
    (tmp_path / "new/.git").symlink_to(_empty_repository(tmp_path))
    assert judged(tmp_path / "new").state == "unknown"


def _empty_repository(folder: Path) -> Path:
    (folder / "empty").mkdir()
    (folder / "empty/HEAD").write_text("ref: refs/heads/main\n")
    for name in ("objects", "refs"):
        (folder / "empty" / name).mkdir()
    return folder / "empty"


def test_recorded_versions_are_read(root: Path) -> None:
    done = stamp_pages(config(root, "page"))
    assert (done.recorded, done.own, done.without_source) == (("docs/de/photo.md",), (), ())
    line = (root / "docreplay-stamps.jsonl").read_text()
    assert json.loads(line) == {
        "page": "docs/de/photo.md",
        "source": "docs/en/photo.md",
        "hash": digests(OLD)[1],
        "commit": head(root),
    }
    assert (judged(root, "page").state, judged(root, "page").trust) == ("up-to-date", "sound")
    write(root, NEW, "en")
    page = judged(root, "page")
    assert (page.freshness, page.words, page.basis) == ("prose", 3, "stamped")


def synced(root: Path, stamps: str = "page") -> list[str]:
    """Write what `--sync` gives; return what it left."""
    left: list[str] = []
    settings = config(root, stamps)
    for page in synced_pages(settings, drift(settings), lambda _, reason: left.append(reason)):
        assert (root / page.path).read_bytes().decode() == page.before
        (root / page.path).write_bytes(page.after.encode())
    return left


@pytest.mark.parametrize("is_committed", [False, True])
@pytest.mark.parametrize(
    ("old", "new"),
    [("/a\n", "/b\n"), ("of a user.\n", "of a user.\n\n\n"), ("# Photo", "#  Photo")],
)
def test_a_record_is_renewed_where_nothing_is_left_to_translate(
    root: Path, old: str, new: str, is_committed: bool
) -> None:
    write(root, OLD, "en", "other")
    write(root, GERMAN, "de", "other")
    commit_all(root.parent)
    stamp_pages(config(root, "page"))
    kept = (root / "docreplay-stamps.jsonl").read_text().splitlines()[0]
    write(root, OLD.replace(old, new), "en")
    if is_committed:
        commit_all(root.parent)
    assert synced(root) == []
    lines = (root / "docreplay-stamps.jsonl").read_text().splitlines()
    record = json.loads(lines[1])
    assert (lines[0], record["hash"]) == (kept, digests(OLD.replace(old, new))[1])
    assert record.get("commit", "") == (head(root) if is_committed else "")
    assert (root / "docs/de/photo.md").read_text() == GERMAN.replace(
        *(("/a", "/b") if old == "/a\n" else ("", ""))
    )
    found = drift(config(root, "page"))
    assert ({page.state for page in found.pages}, found.run.findings) == ({"up-to-date"}, ())
    before = (root / "docreplay-stamps.jsonl").read_bytes()
    assert (synced(root), (root / "docreplay-stamps.jsonl").read_bytes()) == ([], before)


def test_a_record_stays_where_words_changed(root: Path) -> None:
    stamp_pages(config(root, "page"))
    before = (root / "docreplay-stamps.jsonl").read_bytes()
    write(root, NEW.replace("/a", "/b"), "en")
    assert synced(root) == ["code changed, stamp kept: 3 words to translate"]
    assert (root / "docreplay-stamps.jsonl").read_bytes() == before
    assert (root / "docs/de/photo.md").read_text() == GERMAN.replace("/a", "/b")


def test_a_page_whose_recorded_version_is_not_available_is_listed(tmp_path: Path) -> None:
    write(tmp_path, OLD, "en")
    write(tmp_path, GERMAN)
    stamp_pages(config(tmp_path, "page"))
    write(tmp_path, NEW, "en")
    reason = "not changed: the source version that it was made from is not available"
    assert synced(tmp_path) == [reason]


def test_recording_again_changes_nothing(root: Path) -> None:
    stamp_pages(config(root, "page"))
    before = (root / "docreplay-stamps.jsonl").read_bytes()
    commit_all(root.parent)
    stamp_pages(config(root, "page"))
    assert (root / "docreplay-stamps.jsonl").read_bytes() == before


def test_a_source_that_is_not_committed_is_recorded_by_its_hash(root: Path) -> None:
    write(root, NEW, "en")
    stamp_pages(config(root, "page"))
    assert judged(root, "page").state == "up-to-date"
    write(root, NEW + "\nMore.\n", "en")
    assert judged(root, "page").freshness == "changed"


def test_no_repository_is_needed(tmp_path: Path) -> None:
    write(tmp_path, OLD, "en")
    write(tmp_path, GERMAN)
    stamp_pages(config(tmp_path, "page"))
    assert judged(tmp_path, "page").state == "up-to-date"
    write(tmp_path, NEW, "en")
    assert judged(tmp_path, "page").freshness == "changed"


def test_records_of_other_pages_stay(root: Path) -> None:
    write(root, OLD, "en", "user")
    write(root, GERMAN, "de", "user")
    stamp_pages(config(root, "page"))
    for name in ("photo", "user"):
        write(root, NEW, "en", name)
    stamp_pages(config(root, "page"), [str(root / "docs/de/user.md")])
    states = {page.path: page.state for page in drift(config(root, "page")).pages}
    assert states == {"docs/de/photo.md": "outdated", "docs/de/user.md": "up-to-date"}


def test_a_run_over_all_pages_drops_records_of_removed_pages(root: Path) -> None:
    write(root, OLD, "en", "user")
    write(root, GERMAN, "de", "user")
    stamp_pages(config(root, "page"))
    (root / "docs/de/user.md").unlink()
    stamp_pages(config(root, "page"), [str(root / "docs/de/photo.md")])
    assert len((root / "docreplay-stamps.jsonl").read_text().splitlines()) == 2
    stamp_pages(config(root, "page"))
    assert len((root / "docreplay-stamps.jsonl").read_text().splitlines()) == 1


def test_pages_with_a_stamp_and_pages_without_source_are_not_recorded(root: Path) -> None:
    write(root, f"---\nms.openlocfilehash: {digests(OLD)[0]}\n---\n{GERMAN}")
    write(root, GERMAN, "de", "alone")
    done = stamp_pages(config(root, "page"))
    assert (done.recorded, done.own, done.without_source) == (
        (), ("docs/de/photo.md",), ("docs/de/alone.md",),
    )  # fmt: skip


def test_a_record_whose_commit_has_a_different_text_is_doubtful(root: Path) -> None:
    record = record_of("docs/de/photo.md", "docs/en/photo.md", "other", head(root))
    (root / "docreplay-stamps.jsonl").write_text(written({record.page: record}))
    assert judged(root, "page").trust == "doubtful"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("x", "invalid JSON"),
        ("[]", "expected a JSON object"),
        ('{"page": 1}', "`page` must be a string"),
        ('{"pages": "a"}', "unknown key `pages`"),
        ('{"page": "a", "source": "b"}', "missing key `hash`"),
        ('{"page": "a", "source": "b", "hash": "HEAD"}', "`hash` must be a SHA-256 hash"),
        (
            json.dumps({"page": "a", "source": "b", "hash": "0" * 64, "commit": "--help"}),
            "`commit` must be a full commit hash",
        ),
        ("[" * 100_000, "invalid JSON|nested|recursion"),
    ],
)
def test_a_line_that_is_not_a_record_is_an_error(line: str, reason: str) -> None:
    with pytest.raises(ConfigError, match=f"^file:2: .*(?:{reason})"):
        parsed(f"\n{line}", "file")


@pytest.mark.parametrize("source", ["../../secret", "/etc/passwd", "HEAD:x", "a\nb"])
def test_a_record_leads_to_nothing_outside_of_the_repository(root: Path, source: str) -> None:
    record = record_of("docs/de/photo.md", source, "root", head(root))
    (root / "docreplay-stamps.jsonl").write_text(written({record.page: record}))
    assert judged(root, "page").freshness == "changed"


def test_a_link_that_leads_out_of_the_project_is_not_written(root: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("")
    (root / "docreplay-stamps.jsonl").symlink_to(victim)
    with pytest.raises(OutputError, match="link"):
        stamp_pages(config(root, "page"))
    assert not victim.read_text()

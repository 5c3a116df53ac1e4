from pathlib import Path

import pytest

from extractor.errors import ConfigError
from extractor.git import changed_paths
from tests.support.repository import commit_all


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project below the top of its repository, with two committed pages."""
    folder = tmp_path / "site"
    folder.mkdir()
    for name in ("a.md", "图.md"):
        (folder / name).write_text("one\n", encoding="utf-8")
    (tmp_path / "outside.md").write_text("one\n", encoding="utf-8")
    commit_all(tmp_path)
    return folder


def test_nothing_changed_is_no_path(project: Path) -> None:
    assert changed_paths(project, "HEAD") == frozenset()


def test_edited_and_unknown_files_are_relative_to_the_project(project: Path) -> None:
    (project / "图.md").write_text("two\n", encoding="utf-8")
    (project / "new page.md").write_text("new\n", encoding="utf-8")
    (project.parent / "outside.md").write_text("two\n", encoding="utf-8")
    assert changed_paths(project, "HEAD") == {"图.md", "new page.md"}


def test_a_moved_file_counts_at_both_its_places(project: Path) -> None:
    (project / "a.md").rename(project / "b.md")
    assert changed_paths(project, "HEAD") == {"a.md", "b.md"}
    commit_all(project.parent)
    assert changed_paths(project, "HEAD~1") == {"a.md", "b.md"}


def test_an_ignored_file_does_not_count(project: Path) -> None:
    (project / ".gitignore").write_text("built.md\n", encoding="utf-8")
    (project / "built.md").write_text("built\n", encoding="utf-8")
    assert changed_paths(project, "HEAD") == {".gitignore"}


@pytest.mark.parametrize("revision", ["", "--output=a.md", "-p"])
def test_an_option_is_no_revision(project: Path, revision: str) -> None:
    with pytest.raises(ConfigError, match="is no revision"):
        changed_paths(project, revision)
    assert (project / "a.md").read_text(encoding="utf-8") == "one\n"


def test_an_unknown_revision_is_refused_with_what_to_try(project: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere.*\n  Try: .*fetch"):
        changed_paths(project, "nowhere")


def test_a_folder_without_repository_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(ConfigError, match=r"not a git repository"):
        changed_paths(tmp_path, "HEAD")


def test_a_machine_without_git_is_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ConfigError, match="no git"):
        changed_paths(project, "HEAD")


def test_the_repository_is_left_as_it_was(project: Path) -> None:
    index = project.parent / ".git/index"
    before = index.read_bytes()
    (project / "a.md").touch()
    changed_paths(project, "HEAD")
    assert index.read_bytes() == before

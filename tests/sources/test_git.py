import os
import pickle
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from docreplay.errors import ConfigError, PageUnreadable
from docreplay.sources.git import changed_paths
from docreplay.sources.own_repository import OwnRepository
from docreplay.sources.repository import Committed, GitRepository
from docreplay.sources.revision import RevisionStore
from tests.support.repository import commit_all, head, partial_clone


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


def test_without_changes_no_path_is_returned(project: Path) -> None:
    assert changed_paths(project, "HEAD") == frozenset()


def test_edited_and_unknown_files_are_relative_to_the_project(project: Path) -> None:
    (project / "图.md").write_text("two\n", encoding="utf-8")
    (project / "new page.md").write_text("new\n", encoding="utf-8")
    (project.parent / "outside.md").write_text("two\n", encoding="utf-8")
    assert changed_paths(project, "HEAD") == {"图.md", "new page.md"}


def test_a_file_that_was_only_touched_is_not_changed(project: Path) -> None:
    (project / "图.md").write_text("two\n", encoding="utf-8")
    for path in (*project.iterdir(), project.parent / "outside.md"):
        os.utime(path, (1, 1))
    index = (project.parent / ".git/index").read_bytes()
    assert changed_paths(project, "HEAD") == {"图.md"}
    assert (project.parent / ".git/index").read_bytes() == index


def test_a_copy_of_many_files_with_odd_names_has_no_changes(project: Path) -> None:
    for number in range(520):
        (project / f"-n {number}\n.md").write_text(f"{number}\n", encoding="utf-8")
    (project / "link.md").symlink_to("a.md")
    commit_all(project.parent)
    copy = project.parent.with_name("copy")
    shutil.copytree(project.parent, copy, symlinks=True)
    for path in (copy / "site").iterdir():
        os.utime(path, (1, 1))
    assert changed_paths(copy / "site", "HEAD") == {"link.md"}  # what a link names is not read
    (copy / "site/a.md").chmod(0o755)
    (copy / "site/-n 7\n.md").write_text("x\n", encoding="utf-8")
    (copy / "site/-n 8\n.md").unlink()
    found = {"a.md", "link.md", "-n 7\n.md", "-n 8\n.md"}
    assert changed_paths(copy / "site", "HEAD") == found


def test_a_touched_file_of_a_partial_clone_is_not_changed(project: Path, tmp_path: Path) -> None:
    clone = partial_clone(tmp_path, tmp_path.with_name("clone"))
    subprocess.run(["git", "read-tree", "HEAD"], cwd=clone, check=True)
    (clone / "site").mkdir(exist_ok=True)
    for name in ("a.md", "图.md"):
        (clone / "site" / name).write_text("one\n" if name == "a.md" else "two\n", "utf-8")
    (clone / "outside.md").write_text("one\n", encoding="utf-8")
    assert changed_paths(clone / "site", "HEAD") == {"图.md"}


def test_a_moved_file_counts_at_both_its_places(project: Path) -> None:
    (project / "a.md").rename(project / "b.md")
    assert changed_paths(project, "HEAD") == {"a.md", "b.md"}
    commit_all(project.parent)
    assert changed_paths(project, "HEAD~1") == {"a.md", "b.md"}


def test_a_planted_repository_is_not_asked(project: Path) -> None:
    """A folder of the tree can look like a bare repository, whose configuration names programs."""
    program = project / "program.sh"
    program.write_text(f"#!/bin/sh\ntouch {project}/ran\n", encoding="utf-8")
    program.chmod(0o755)
    for folder in ("objects", "refs"):
        (project / folder).mkdir()
    (project / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    (project / "config").write_text(
        f"[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = {project}\n"
        f"\tfsmonitor = {program}\n"
        f'[filter "x"]\n\tclean = {program}\n',
        encoding="utf-8",
    )
    (project / ".gitattributes").write_text("* filter=x\n", encoding="utf-8")
    (project / "a.md").write_text("two\n", encoding="utf-8")
    assert "a.md" in changed_paths(project, "HEAD")
    assert not (project / "ran").exists()


@pytest.mark.parametrize("setting", ["clean", "process"])
def test_a_filter_of_the_repository_is_not_run(project: Path, setting: str) -> None:
    """The tree's attributes would choose what it is run on, and it may be a file of the tree."""
    program = project.parent / "program.sh"
    program.write_text(f"#!/bin/sh\ntouch {project.parent}/ran\ncat\n", encoding="utf-8")
    program.chmod(0o755)
    config = project.parent / ".git/config"
    config.write_text(
        config.read_text() + f'[filter "x"]\n\t{setting} = ./program.sh\n\trequired = true\n',
        encoding="utf-8",
    )
    (project / ".gitattributes").write_text("* filter=x\n", encoding="utf-8")
    (project / "a.md").write_text("two\n", encoding="utf-8")
    assert "a.md" in changed_paths(project, "HEAD")
    assert not (project.parent / "ran").exists()


def test_an_ignored_file_does_not_count(project: Path) -> None:
    (project / ".gitignore").write_text("built.md\n", encoding="utf-8")
    (project / "built.md").write_text("built\n", encoding="utf-8")
    assert changed_paths(project, "HEAD") == {".gitignore"}


@pytest.mark.parametrize("revision", ["", "--output=a.md", "-p"])
def test_an_option_is_not_accepted_as_a_revision(project: Path, revision: str) -> None:
    with pytest.raises(ConfigError, match="invalid git revision"):
        changed_paths(project, revision)
    assert (project / "a.md").read_text(encoding="utf-8") == "one\n"


def test_an_unknown_revision_is_refused_with_what_to_try(project: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere.*\n  Try: .*fetch"):
        changed_paths(project, "nowhere")


def test_a_folder_without_repository_is_refused(
    tmp_path: Path,
) -> None:
    with pytest.raises(ConfigError, match=r"not in a git repository\n  Try: "):
        changed_paths(tmp_path, "HEAD")


def test_a_missing_git_is_reported(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ConfigError, match="git not found on PATH"):
        changed_paths(project, "HEAD")


def test_the_repository_is_left_as_it_was(project: Path) -> None:
    index = project.parent / ".git/index"
    before = index.read_bytes()
    (project / "a.md").touch()
    changed_paths(project, "HEAD")
    assert index.read_bytes() == before


@pytest.fixture
def source(tmp_path: Path) -> Iterator[GitRepository]:
    """A clone with one page in two versions of a product, and a folder that looks like a page."""
    for name in ("v1/api/a.md", "beta/api/a.md", "beta/api/b.md", "beta/api/folder.md/x", "图.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{name}\r\n", encoding="utf-8", newline="")
    commit_all(tmp_path)
    repository = GitRepository(tmp_path)
    yield repository
    repository.close()


def test_a_page_is_found_by_its_key_in_any_folder_of_a_commit(
    source: GitRepository, tmp_path: Path
) -> None:
    commit = head(tmp_path)
    for key, paths in {
        "api/b": ["beta/api/b.md"],
        "api/a": ["beta/api/a.md", "v1/api/a.md"],
        "图": ["图.md"],
        "i/a": [],
        "api/folder": [],
        "api/none": [],
        "api/b\nHEAD:beta/api/a": [],
    }.items():
        found = sorted((page.path, page.text) for page in source.pages(commit, key))
        assert found == [(path, f"{path}\r\n") for path in paths]


def test_a_page_is_read_as_it_was_and_as_it_is(source: GitRepository, tmp_path: Path) -> None:
    commit = head(tmp_path)
    (tmp_path / "beta/api/b.md").write_text("new\n", encoding="utf-8")
    (tmp_path / "图.md").unlink()
    commit_all(tmp_path)
    pages = [page for key in ("api/a", "api/b", "图") for page in source.pages(commit, key)]
    assert [(page.path, source.now(page)) for page in pages] == [
        ("beta/api/a.md", "beta/api/a.md\r\n"),
        ("v1/api/a.md", "v1/api/a.md\r\n"),
        ("beta/api/b.md", "new\n"),
        ("图.md", None),
    ]


def test_folders_in_which_pages_were_found_are_looked_in_first(
    source: GitRepository, tmp_path: Path
) -> None:
    commit = head(tmp_path)
    paths = [[page.path for page in source.pages(commit, "api/a")] for _ in range(3)]
    assert paths[0] == ["beta/api/a.md", "v1/api/a.md"]
    assert paths[1] == ["v1/api/a.md", "beta/api/a.md"]


def test_more_commits_than_are_cached_stay_distinct(source: GitRepository, tmp_path: Path) -> None:
    commits = []
    for number in range(20):
        (tmp_path / f"page-{number}.md").write_text("page\n", encoding="utf-8")
        commit_all(tmp_path)
        commits.append(head(tmp_path))
    for _ in range(2):
        found = [len(list(source.pages(commit, "page-9"))) for commit in commits]
        assert found == [0] * 9 + [1] * 11


@pytest.mark.parametrize(
    "name", ["HEAD", "main", "--batch-check", "0" * 40, "a" * 39, "", "^{tree}"]
)
def test_only_an_existing_commit_is_accepted(source: GitRepository, name: str) -> None:
    assert not source.has(name)


def test_a_tree_or_a_page_is_not_accepted_as_a_commit(
    source: GitRepository, tmp_path: Path
) -> None:
    assert source.has(head(tmp_path))
    assert not source.has(head(tmp_path, "HEAD^{tree}"))
    assert not source.has(head(tmp_path, "HEAD:图.md"))


def test_reading_leaves_the_clone_as_it_was(source: GitRepository, tmp_path: Path) -> None:
    def files() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    before = files()
    assert list(source.pages(head(tmp_path), "api/a"))
    assert files() == before


def test_what_a_partial_clone_does_not_have_is_not_fetched(
    source: GitRepository, tmp_path: Path
) -> None:
    partial = partial_clone(tmp_path, tmp_path.with_name(f"{tmp_path.name}-partial"))
    lazy = GitRepository(partial)
    assert lazy.has(head(tmp_path))
    for _ in range(2):
        found = lazy.pages(head(tmp_path), "api/a")
        assert sorted((page.path, page.text) for page in found) == [
            ("beta/api/a.md", None),
            ("v1/api/a.md", None),
        ]
    lazy.close()


def test_a_version_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    for name, text in {
        "large.md": "x" * 200_000,
        "en/p.md": "small",
        "fr/p.md": "y" * 5000,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    commit_all(tmp_path)
    commit = head(tmp_path)
    with (
        closing(GitRepository(tmp_path, largest=4999)) as clone,
        closing(OwnRepository(tmp_path, ["."], largest=4999)) as own,
        closing(RevisionStore(tmp_path, "HEAD", largest=4999)) as store,
    ):
        again = pickle.loads(pickle.dumps(store))  # noqa: S301  # its own
        found = [(item.text, item.is_large) for item in clone.pages(commit, "p")]
        assert found == [("small", False), (None, True)]
        small = Committed("en/p.md", "", "small")
        assert (clone.now(small), own.text(commit, "en/p.md")) == ("small", "small")
        for path in ("large.md", "fr/p.md"):
            for read in (
                partial(clone.now, Committed(path, "", "")),
                partial(own.text, commit, path),
                partial(store.text, path),
                partial(again.text, path),
            ):
                with pytest.raises(PageUnreadable, match=f"{path} is larger than `max-page-bytes`"):
                    read()
        assert (store.text("en/p.md"), own.text(commit, "en/p.md")) == ("small", "small")


def test_a_missing_folder_is_not_accepted_as_a_clone(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere does not exist"):
        GitRepository(tmp_path / "nowhere")

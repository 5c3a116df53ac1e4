"""One way to the files of a project: a folder, memory and a git revision follow the same rules."""

import os
import pickle
import re
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.errors import ConfigError, PageUnreadable
from docreplay.flows.pages import pages as pages_flow
from docreplay.model.exchange import Reading
from docreplay.model.page import normalized
from docreplay.sources.git import GitObjects
from docreplay.sources.memory import MemoryStore
from docreplay.sources.pages import find_pages
from docreplay.sources.revision import RevisionStore
from docreplay.sources.source_texts import SourceTexts
from docreplay.sources.store import FileStore, PageStore
from tests.support.pages import exchange
from tests.support.repository import commit_all

FILES: dict[str, bytes] = {
    "docs/en-us/crlf.md": b"\xef\xbb\xbf" + exchange().replace("\n", "\r\n").encode(),
    "docs/en-us/cr.md": exchange(name="cr").replace("\n", "\r").encode(),
    "docs/en-us/bytes.md": b"# Bytes \xff\0\n\n" + exchange(name="bytes").encode(),
    "docs/en-us/includes.md": "\n\n".join(
        f"[!INCLUDE [x]({path})]"
        for path in (
            "parts/one",
            "own",
            "out",
            "parts/absent",
            "hop/one",
            "away/x",
            "loop",
            "/root",
        )
    ).encode(),
    "docs/en-us/parts/one.md": exchange(name="one").encode(),
    "docs/en-us/.hidden/page.md": b"hidden\n",
    "docs/en-us/about.txt": b"not a page\n",
    "docs/root.md": exchange(name="root").encode(),
    "docs/zh-cn/crlf.md": exchange().encode(),
    "other/page.md": b"# Outside the docs\n",
}
LINKS = {
    "docs/en-us/own.md": "parts/one.md",
    "docs/en-us/out.md": "../../../secret.md",
    "docs/en-us/hop": "./parts",
    "docs/en-us/away": "../../../elsewhere",
    "docs/en-us/loop.md": "loop.md",
    "docs/en-us/gone.md": "nowhere.md",
    "docs/en-us/absolute.md": "/etc/hostname",
}
CONFIG = Config(root=Path("unused"), docs=("docs",))
PATHS = (
    *FILES, *LINKS, "", ".", "docs", "docs/en-us/hop/one.md", "docs/en-us/hop/absent.md",
    "docs/en-us/away/x.md", "../secret.md", "docs/../docs/root.md", "/etc/hostname", "nowhere/a.md",
    "docs/root.md/a.md", "docs/en-us/away/deeper/x.md", "docs/en-us/absolute.md/x.md",
    "nowhere/" * 20 + "a.md", "docs/en-us//includes.md", "./docs/./root.md", "docs/" + "a/" * 9000,
)  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The files and links, in a repository below a folder with files that must not be read."""
    root = tmp_path / "project"
    (tmp_path / "elsewhere").mkdir()
    for secret in (tmp_path / "secret.md", tmp_path / "elsewhere/x.md"):
        secret.write_text(exchange(name="secret"), encoding="utf-8")
    for path, data in FILES.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    for path, target in LINKS.items():
        (root / path).symlink_to(target)
    commit_all(root)
    return root


def memory(_project: Path) -> PageStore:
    return MemoryStore(FILES, LINKS)


def revision(project: Path) -> PageStore:
    return RevisionStore(project, "HEAD")


STORES: list[Callable[[Path], PageStore]] = [FileStore, memory, revision]


def readings(store: PageStore) -> list[Reading]:
    every = find_pages(CONFIG, store, with_includes=True)
    return list(pages_flow.readings(CONFIG, every, store=store))


@pytest.mark.parametrize("other", STORES[1:])
def test_every_store_gives_the_same_readings(
    project: Path, other: Callable[[Path], PageStore]
) -> None:
    own = readings(FileStore(project))
    assert [reading.page.path for reading in own] == [
        "docs/root.md",
        *(f"docs/en-us/{name}.md" for name in ("bytes", "cr", "crlf", "includes", "own")),
        "docs/en-us/parts/one.md",
        "docs/zh-cn/crlf.md",
    ]
    assert readings(other(project)) == own
    (includes,) = (reading for reading in own if reading.page.path.endswith("includes.md"))
    assert [exchange.id for exchange in includes.exchanges] == [
        "en-us/includes#one",
        "en-us/includes#one-2",
        "en-us/includes#one-3",
        "en-us/includes#root",
    ]
    assert [finding.name for finding in includes.findings if finding.code < "DOC2"].count(
        "include-outside"
    ) == 2


@pytest.mark.parametrize("make", STORES)
def test_every_store_reads_paths_like_the_file_store(
    project: Path, make: Callable[[Path], PageStore]
) -> None:
    own, store = FileStore(project), make(project)
    assert {path: store.kind(path) for path in PATHS} == {path: own.kind(path) for path in PATHS}
    found = {path for path in PATHS if own.kind(path) == "file"}
    assert {path: store.data(path) for path in found} == {path: own.data(path) for path in found}
    for folder in ("", ".", "docs/en-us", "docs/en-us/hop", "docs/en-us/away", "nowhere", ".."):
        assert {*store.names(folder)} - {".git"} == {*own.names(folder)} - {".git"}
        assert [*store.pages(folder)] == [*own.pages(folder)]


def test_the_file_system_is_not_asked_for_folders_below_a_missing_one(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FileStore(project)
    assert store.kind("docs/root.md") == "file"
    monkeypatch.delattr(os.path, "realpath")
    monkeypatch.delattr(os, "scandir")
    assert store.kind("docs/" + "no/" * 1000 + "a.md") == "missing"
    assert [*store.names("docs/" + "no/" * 1000)] == []


@pytest.mark.parametrize("make", STORES)
@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("docs/en-us/out.md", "is outside the project"),
        ("../secret.md", "is outside the project"),
        ("docs/en-us/away/x.md", "is outside the project"),
        ("docs", "is a folder"),
        ("docs/absent.md", "does not exist"),
        ("docs/en-us/loop.md", "does not exist"),
    ],
)
def test_a_path_outside_the_project_is_not_read(
    project: Path, make: Callable[[Path], PageStore], path: str, reason: str
) -> None:
    with pytest.raises(PageUnreadable, match=re.escape(f"{path} {reason}")):
        make(project).data(path)


@pytest.mark.parametrize("make", STORES)
def test_the_bytes_of_a_page_stay_as_they_are(
    project: Path, make: Callable[[Path], PageStore]
) -> None:
    store = make(project)
    assert {path: store.data(path) for path in FILES} == FILES
    text = store.text("docs/en-us/crlf.md")
    assert text.startswith("\ufeff<!--")
    assert text.encode() == FILES["docs/en-us/crlf.md"]
    assert normalized(text) == exchange()
    assert store.text("docs/en-us/bytes.md").startswith("# Bytes \ufffd\0\n")


@pytest.mark.parametrize("make", STORES)
def test_a_store_works_in_another_process(project: Path, make: Callable[[Path], PageStore]) -> None:
    store = make(project)
    alone = readings(store)
    again: PageStore = pickle.loads(pickle.dumps(store))  # noqa: S301  # our own
    assert readings(again) == alone
    with ProcessPoolExecutor(1) as executor:
        every = find_pages(CONFIG, store, with_includes=True)
        found = pages_flow.readings(CONFIG, every, store=store, executor=executor)
        assert list(found) == alone


def test_a_file_that_is_added_later_is_seen_by_a_new_run_and_after_a_refresh(project: Path) -> None:
    """Every run has a store of its own; whoever keeps one refreshes it."""
    config = Config(root=project, docs=("docs",))
    kept = FileStore(project)

    def missing(store: PageStore | None = None) -> int:
        found = pages_flow.readings(config, find_pages(config, store or kept), store=store)
        names = [finding.name for reading in found for finding in reading.findings]
        return names.count("include-missing")

    before = missing(kept)
    (project / "docs/en-us/parts/absent.md").write_text("now here\n", encoding="utf-8")
    assert missing(kept) == before
    assert missing() == before - 1
    kept.refresh()
    assert missing(kept) == before - 1
    assert "docs/en-us/parts/absent.md" in kept.pages("docs")


def test_a_file_that_is_added_to_memory_is_seen_after_a_refresh() -> None:
    files: dict[str, str | bytes] = {"docs/a.md": "a\n"}
    store = MemoryStore(files)
    assert list(store.pages("docs")) == ["docs/a.md"]
    files["docs/deep/er/b.md"] = "b\n"
    assert list(store.pages("docs")) == ["docs/a.md"]
    store.refresh()
    assert list(store.pages("docs")) == ["docs/a.md", "docs/deep/er/b.md"]


def test_a_branch_that_moved_is_seen_after_a_refresh(project: Path) -> None:
    store = RevisionStore(project, "HEAD")
    (project / "docs/root.md").write_text("changed\n", encoding="utf-8")
    commit_all(project)
    assert store.data("docs/root.md") == FILES["docs/root.md"]
    store.refresh()
    assert store.text("docs/root.md") == "changed\n"
    assert RevisionStore(project, "HEAD~1").data("docs/root.md") == FILES["docs/root.md"]
    store.close()


def test_a_revision_is_that_of_the_project_s_folder(project: Path) -> None:
    store = RevisionStore(project / "docs", "HEAD")
    assert "root.md" in store.pages("")
    assert store.kind("other/page.md") == "missing"


@pytest.mark.parametrize("name", ["", "--help", "nowhere"])
def test_an_unknown_revision_is_refused(project: Path, name: str) -> None:
    with pytest.raises(ConfigError):
        RevisionStore(project, name)


def test_a_revision_does_not_have_a_commit_as_a_file(project: Path) -> None:
    objects = GitObjects(project)
    assert objects.get("HEAD:docs/root.md") is not None
    assert objects.get("HEAD:docs/absent.md") is None
    objects.close()


def test_a_named_path_may_be_outside(project: Path) -> None:
    secret = str(project.parent / "secret.md")
    assert FileStore(project).kind(secret) == "outside"
    store = FileStore(project, named=(secret, "../elsewhere/x.md", "../absent.md"))
    assert store.text(secret) == exchange(name="secret")
    assert store.kind("../elsewhere/x.md") == "file"
    assert store.kind("../absent.md") == "missing"
    assert store.kind("../secret.md") == "outside"


def test_texts_for_reports_have_lf_line_ends_and_no_bom(project: Path) -> None:
    texts = SourceTexts(FileStore(project))
    assert texts["docs/en-us/crlf.md"] == texts["docs/zh-cn/crlf.md"] == exchange()


def test_texts_for_reports_are_those_of_the_project(project: Path) -> None:
    texts = SourceTexts(FileStore(project))
    for path in (
        "../secret.md",
        str(project.parent / "secret.md"),
        "docs/en-us/out.md",
        "absent.md",
        ".",
    ):
        assert path not in texts
    assert (list(texts), len(texts)) == ([], 0)


def test_a_docs_folder_that_is_a_link_out_of_the_project_is_refused(project: Path) -> None:
    (project / "linked").symlink_to(project.parent / "elsewhere")
    with pytest.raises(ConfigError, match="linked is a link out of the project"):
        list(find_pages(Config(root=project, docs=("linked",)), FileStore(project)))


def test_a_deep_folder_costs_no_more_than_its_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    levels = 400
    deep = "/".join("a" * levels)
    (tmp_path / deep).mkdir(parents=True)
    (tmp_path / deep / "p.md").write_text("# A\n")
    resolved: list[str] = []
    realpath = os.path.realpath

    def noted(path: str) -> str:
        resolved.append(path)
        return realpath(path)

    monkeypatch.setattr(os.path, "realpath", noted)
    store = FileStore(tmp_path)
    assert list(store.pages("")) == [f"{deep}/p.md"]
    assert store.kind(f"{deep}/p.md") == "file"
    assert len(resolved) < 5


def test_a_link_out_of_the_project_is_outside_below_a_real_folder(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "a/b").mkdir(parents=True)
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/p.md").write_text("# A\n")
    (root / "a/b/out").symlink_to(tmp_path / "secret")
    store = FileStore(root)
    assert list(store.pages("")) == []
    assert [store.kind(f"a/b/out{rest}") for rest in ("", "/p.md")] == ["outside", "outside"]


@pytest.mark.parametrize("size", [0, 3, 6, 9])
def test_a_file_that_changes_while_it_is_read_is_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    (tmp_path / "page.md").write_bytes(b"# Page")
    store = FileStore(tmp_path)
    found = os.stat_result([0o100644, 0, 0, 1, 0, 0, size, 0, 0, 0])
    monkeypatch.setattr(os, "fstat", lambda _: found)
    assert store.read("page.md") == b"# Page"

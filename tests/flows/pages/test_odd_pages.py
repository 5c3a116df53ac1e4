"""One file that cannot be read as a page ends no run: it is a finding, and all others are read."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.flows.pages.odd_pages import odd_pages
from docreplay.model.page import is_binary
from docreplay.sources.memory import MemoryStore
from docreplay.sources.store import FileStore
from tests.support.html_report import shown as shown_in
from tests.support.pages import exchange

SCRIPT = "import sys; from docreplay.cli.main import main; sys.exit(main())"
DOCS = b"docs_source/en-us/"
FOUND = {
    "large.md": ("error", "larger than `max-page-bytes` (2,000,000); the page is not read"),
    "large.markdown": ("error", "larger than `max-page-bytes`"),
    "linked-large.md": ("error", "larger than `max-page-bytes`"),
    ".#lock.md": ("note", "lock file of an editor"),
    "dangling.md": ("error", "link to a file that does not exist"),
    "loop.md": ("error", "link to a file that does not exist"),
    "outside.md": ("warning", "link that leads out of the project"),
    "outside-folder.md": ("warning", "link that leads out of the project"),
    "device.md": ("warning", "link that leads out of the project"),
    "pipe.md": ("warning", "not a regular file"),
    "socket.md": ("warning", "not a regular file"),
    "folder.md": ("warning", "a folder with the name of a page"),
    "\\xff\\xfename.md": ("error", "file name is not valid UTF-8"),
    "\\xfffolder/inner.md": ("error", "file name is not valid UTF-8"),
}
TEXTS = ("utf16.md", "utf16be.md", "binary.md")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "tree"
    (root / "docs_source/en-us/folder.md").mkdir(parents=True)
    (root / "docs_source/de-de").mkdir()
    (root / "docreplay.toml").write_text("")
    monkeypatch.chdir(root)
    text = exchange()
    for path in ("en-us/good.md", "de-de/good.md", "en-us/folder.md/inner.md"):
        (root / "docs_source" / path).write_text(text, encoding="utf-8")
    for name, target in (
        (b".#lock.md", "user@host.1:2"),
        (b"dangling.md", "nowhere"),
        (b"linked-large.md", "large.md"),
        (b"loop.md", "loop.md"),
        (b"outside.md", "/etc/hostname"),
        (b"outside-folder.md", str(tmp_path)),
        (b"device.md", "/dev/zero"),
    ):
        Path(os.fsdecode(DOCS + name)).symlink_to(target)
    for name in (b"large.md", b"large.markdown"):
        Path(os.fsdecode(DOCS + name)).write_text(text + "a" * 2_000_000, encoding="utf-8")
    os.mkfifo(DOCS + b"pipe.md")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("docs_source/en-us/socket.md")
    Path(os.fsdecode(DOCS + b"\xfffolder")).mkdir()
    for name in (b"\xff\xfename.md", b"\xfffolder/inner.md"):
        Path(os.fsdecode(DOCS + name)).write_text(text, encoding="utf-8")
    for locale in ("en-us", "de-de"):
        folder = root / "docs_source" / locale
        (folder / "utf16.md").write_bytes(text.encode("utf-16"))
        (folder / "utf16be.md").write_bytes(text.encode("utf-16-be"))
        (folder / "binary.md").write_bytes(bytes(range(128, 256)) * 20)
    return root


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize("command", ["check", "check -n 2", "extract", "generate", "test", "drift"])
def test_each_odd_file_is_a_finding_and_all_other_pages_are_read(tree: Path, command: str) -> None:
    ended = run(*command.split(), "-q")
    assert ended.returncode == 1, ended.stderr
    lines = (ended.stdout + ended.stderr).split("\n")
    for name, (severity, message) in FOUND.items():
        shown = f"docs_source/en-us/{name}:1:1: {severity} RUN502 {message}"
        assert [line for line in lines if line.startswith(shown)], shown
    folder = "de-de" if command == "drift" else "en-us"
    for name in TEXTS:
        shown = f"docs_source/{folder}/{name}:1:"
        found = [line for line in lines if line.startswith(shown) and " error " in line]
        assert [line for line in found if "not text in UTF-8" in line], shown
    if command in ("check", "extract"):
        assert "3 exchanges" in ended.stdout + ended.stderr


@pytest.mark.parametrize(
    "form", ["json", "jsonl", "sarif", "junit", "html", "github", "gitlab", "markdown", "text"]
)
def test_every_report_format_accepts_odd_file_names(tree: Path, form: str) -> None:
    ended = run("check", "--output-format", form)
    assert (ended.returncode, ended.stderr) == (1, "")
    text = shown_in(ended.stdout) if form == "html" else ended.stdout
    assert "name.md" in text
    ended.stdout.encode()


def test_an_unreadable_page_is_a_finding(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = str(tree / "docs_source/en-us/good.md")
    monkeypatch.setattr(os, "access", lambda path, _mode: str(path) != page)
    found = [str(item) for item in odd_pages(Config(root=tree), FileStore(tree))]
    assert "docs_source/en-us/good.md:1:1: error RUN502 cannot be read: permission denied" in found


def test_an_unreadable_folder_is_a_finding(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("de-de"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = [str(item) for item in odd_pages(Config(root=tree), FileStore(tree))]
    assert "docs_source/de-de:1:1: error RUN502 cannot be read: permission denied" in found


def test_excluded_files_and_other_locales_are_not_reported(tree: Path) -> None:
    config = Config(root=tree, exclude=("docs_source/en-us/**",))
    assert list(odd_pages(config, FileStore(tree))) == []
    assert list(odd_pages(Config(root=tree, locales=("de-de",)), FileStore(tree))) == []


def test_the_configuration_limits_pages_and_what_they_include(tree: Path) -> None:
    (tree / "docreplay.toml").write_text("max-page-bytes = 300\n")
    folder = tree / "docs_source/en-us"
    (folder / "includes.md").write_text(
        "[a](long.md)\n\n[!INCLUDE [a](long.md)]\n" + "[!INCLUDE [a](part.md)]\n" * 4
    )
    (folder / "long.md").write_text("a" * 301)
    (folder / "part.md").write_text("a" * 200)
    found = run("check", "docs_source/en-us").stdout
    assert "includes.md:3:1: error DOC137 `docs_source/en-us/long.md` is larger than" in found
    assert "includes.md:6:1: error DOC137 the page includes more than 300 characters" in found
    assert "includes.md:5:1" not in found
    assert "long.md:1:1: error RUN502 larger than `max-page-bytes` (300)" in found
    assert "includes.md:1:" not in found  # the link is not broken


def test_a_tree_of_valid_pages_has_no_odd_files() -> None:
    store = MemoryStore({"docs_source/en-us/a.md": "# A\n", "docs_source/en-us/b.txt": ""})
    assert list(odd_pages(Config(), store)) == []


def test_a_broken_translation_is_not_fixed_from_a_binary_source(tree: Path) -> None:
    page = tree / "docs_source/de-de/utf16.md"
    page.write_text("# <a name='x'></a>Foto\n", encoding="utf-8")
    before = page.read_bytes()
    run("drift", "--fix=unsafe")
    assert page.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", False), ("a", False), ("Stra\ufffde", False), ("a\0b\0", True), ("\ufffd", True)],
)
def test_a_text_of_which_a_fourth_is_invalid_is_binary(text: str, expected: bool) -> None:
    assert is_binary(text) is expected

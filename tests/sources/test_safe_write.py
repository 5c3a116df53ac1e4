"""Whatever is written is written whole, or the old file is still there."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from docreplay.errors import ExitCode, OutputError
from docreplay.sources.safe_write import remove, write_bytes, write_text

ENGLISH = """\
# Get the photo

The photo of a user is `photo`.

<!-- { "blockType": "request", "name": "get_photo" } -->
```http
GET https://api.example.com/v1/users/{id}/photo
```

<!-- { "blockType": "response" } -->
```http
HTTP/1.1 200 OK
Content-Type: application/json

{ "height": 99 }
```
"""
DAMAGED = ENGLISH.replace("{id}", "{Kennung}")


def test_folders_are_created_and_the_text_is_utf_8_with_lf(tmp_path: Path) -> None:
    write_text(tmp_path / "a/b/report.txt", "照片\n")
    assert (tmp_path / "a/b/report.txt").read_bytes() == "照片\n".encode()


def test_a_lone_surrogate_is_written_as_an_escape(tmp_path: Path) -> None:
    write_text(tmp_path / "report.json", '"\ud800"')
    assert (tmp_path / "report.json").read_text() == '"\\ud800"'


def test_nothing_but_the_file_remains(tmp_path: Path) -> None:
    write_text(tmp_path / "report.txt", "first")
    write_text(tmp_path / "report.txt", "second")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [
        ("report.txt", "second")
    ]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_an_existing_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "page.md"
    file.write_text("old")
    file.chmod(mode)
    write_text(file, "new")
    assert file.stat().st_mode & 0o7777 == mode


def test_a_new_file_has_the_mode_that_the_umask_gives(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_text(tmp_path / "page.md", "new")
    finally:
        os.umask(before)
    assert (tmp_path / "page.md").stat().st_mode & 0o7777 == 0o640


def test_line_ends_and_a_byte_order_mark_are_written_as_they_are(tmp_path: Path) -> None:
    write_bytes(tmp_path / "page.md", b"\xef\xbb\xbfa\r\nb\rc\n")
    assert (tmp_path / "page.md").read_bytes() == b"\xef\xbb\xbfa\r\nb\rc\n"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old")
    (tmp_path / "link.md").symlink_to("real.md")
    write_text(tmp_path / "link.md", "new")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text() == "new"


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        write_text(pipe, "report")
        assert reader.communicate(timeout=10)[0] == b"report"
    assert pipe.is_fifo()


@pytest.mark.parametrize("name", ["folder", "x" * 300, "nul\0"])
def test_a_path_that_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match=r"^cannot write .*: \S") as raised:
        write_text(tmp_path / name, "text")
    assert raised.value.exit_code is ExitCode.USAGE
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_file_that_cannot_be_removed_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"cannot remove .*gone: No such file"):
        remove(tmp_path / "gone")


@pytest.fixture
def translations(tmp_path: Path) -> Path:
    """A project with a damaged translation; its path."""
    for locale, text in (("en-us", ENGLISH), ("de-de", DAMAGED)):
        page = tmp_path / f"docs_source/{locale}/photo.md"
        page.parent.mkdir(parents=True)
        page.write_bytes(text.encode())
    (tmp_path / "docreplay.toml").touch()
    return tmp_path


def page_of(project: Path) -> Path:
    return project / "docs_source/de-de/photo.md"


def docreplay(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "docreplay", *arguments]


def no_space() -> None:
    """Let the process write no byte, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (["drift", "--fix"], "docs_source/de-de/photo.md"),
        (["drift", "--fix", "--patch", "out.patch"], "out.patch"),
        (["drift", "--baseline", "known.jsonl", "--baseline-update"], "known.jsonl"),
        (["check", "--report", "json=out.json"], "out.json"),
        (["generate"], "generated_tests/en_us/test_photo.py"),
        (["init"], "Makefile"),
    ],
)
def test_a_full_disk_leaves_every_file_as_it_was(
    translations: Path, arguments: list[str], file: str
) -> None:
    before = page_of(translations).read_bytes()
    ended = subprocess.run(
        docreplay(*arguments),
        cwd=translations,
        preexec_fn=no_space,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == ExitCode.USAGE
    complaints = [line for line in ended.stderr.splitlines() if line.startswith("docreplay: ")]
    assert complaints == [f"docreplay: cannot write {file}: File too large"]
    assert page_of(translations).read_bytes() == before
    assert not list(translations.rglob("*.tmp"))


def test_fixes_are_written_where_there_is_space(translations: Path) -> None:
    subprocess.run(docreplay("drift", "--fix"), cwd=translations, check=True, capture_output=True)
    assert page_of(translations).read_text() == ENGLISH


def as_ordinary_user(command: list[str]) -> list[str]:
    """Return the command without root's right to write where the mode forbids it."""
    if os.geteuid():
        return command
    without = "--bounding-set=-dac_override,-dac_read_search"
    return ["setpriv", without, "--inh-caps=-all", *command]


@pytest.fixture
def read_only(translations: Path) -> Path:
    """The project with a read-only output folder and a read-only folder of translations."""
    folders = [translations / "generated_tests", page_of(translations).parent]
    for folder in folders:
        folder.mkdir(exist_ok=True)
        folder.chmod(0o555)
    return translations


def test_a_read_only_folder_of_tests_does_not_stop_a_run(read_only: Path) -> None:
    ended = subprocess.run(
        as_ordinary_user(docreplay("test", "--var", "id=1", "--color", "never")),
        cwd=read_only,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout.splitlines()[-1]) == (
        0,
        "2 pages, 2 exchanges; 2 cases: 2 passed against the embedded service"
        " (the pages themselves); no findings",
    )
    assert ended.stderr.count("temporary folder") == 1
    assert ended.stderr.count("\n") == 1
    assert not list((read_only / "generated_tests").iterdir())


def test_a_read_only_page_is_named_and_left_alone(read_only: Path) -> None:
    ended = subprocess.run(
        as_ordinary_user(docreplay("drift", "--fix")),
        cwd=read_only,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == ExitCode.USAGE
    assert "photo.md: Permission denied" in ended.stderr
    assert page_of(read_only).read_text() == DAMAGED


def can_mount() -> bool:
    command = ["unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"]
    return not subprocess.run(command, check=False, capture_output=True).returncode


def test_a_full_file_system_leaves_the_page_as_it_was(translations: Path) -> None:
    if not can_mount():
        pytest.skip("mounting a file system is not permitted here")
    script = """
        set -e
        mount -t tmpfs -o size=64k none "$1/docs_source/de-de"
        cp "$2" "$1/docs_source/de-de/photo.md"
        head -c 1000000 /dev/zero > "$1/docs_source/de-de/filler" 2>/dev/null || true
        cd "$1"
        "$3" -m docreplay drift --fix || echo "exit $?"
        cmp "$2" docs_source/de-de/photo.md
    """
    copy = translations / "copy.md"
    copy.write_bytes(page_of(translations).read_bytes())
    ended = subprocess.run(
        ["unshare", "--mount", "sh", "-c", script, "sh", translations, copy, sys.executable],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (0, "exit 2\n")
    assert ended.stderr.endswith("photo.md: No space left on device\n")


WRITER = """
import sys
from pathlib import Path
from docreplay.sources.safe_write import write_bytes
page, a, b = Path(sys.argv[1]), b"a" * 300_000, b"b" * 400_000
print(flush=True)
while True:
    write_bytes(page, a)
    write_bytes(page, b)
"""


def test_a_kill_at_any_moment_leaves_the_old_page_or_the_new_one(tmp_path: Path) -> None:
    page, chance = tmp_path / "page.md", random.Random(4711)
    whole = {b"a" * 300_000, b"b" * 400_000}
    page.write_bytes(b"a" * 300_000)
    for _ in range(40):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, page], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.02))
            process.send_signal(signal.SIGKILL)
        assert page.read_bytes() in whole


def test_a_message_has_the_path_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").mkdir()
    monkeypatch.chdir(tmp_path)
    for path in (tmp_path / "docs/a.md", Path("docs/a.md"), Path("docs/../docs/a.md")):
        with pytest.raises(OutputError, match=r"^cannot write docs/a\.md: "):
            write_bytes(path, b"x")
    monkeypatch.chdir(tmp_path / "docs")
    for path in (tmp_path / "docs/a.md", Path("a.md")):
        with pytest.raises(OutputError, match=r"^cannot write a\.md: "):
            write_bytes(path, b"x")
    (tmp_path / "other").mkdir()
    with pytest.raises(OutputError, match=f"^cannot write {tmp_path}/other: "):
        write_bytes(tmp_path / "other", b"x")

"""A generation that is killed leaves files that the next one knows as docreplay's own."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from docreplay.emit.manifest import MANIFEST
from docreplay.emit.pending import PENDING, PendingFiles, pending_files
from docreplay.emit.write import Output
from docreplay.errors import ConfigError, OutputError

KILLED = """
import os, signal, sys
from pathlib import Path
from docreplay.emit.write import output_to

with output_to(Path(sys.argv[1])) as output:
    output.put("a/test_x.py", "x")
    output.put("test_y.py", "y")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def killed(folder: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED, str(folder)], check=False)
    assert ended.returncode == -signal.SIGKILL


def put(folder: Path, files: dict[str, str]) -> list[str]:
    output = Output(folder)
    for path, text in files.items():
        output.put(path, text)
    return [f"{item.path} {item.change}" for item in output.finish()]


def names(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_files_of_a_killed_generation_are_replaced(tmp_path: Path) -> None:
    killed(tmp_path)
    assert names(tmp_path) == [PENDING, "a/test_x.py", "test_y.py"]
    found = put(tmp_path, {"a/test_x.py": "new", "test_y.py": "new"})
    assert found == ["a/test_x.py changed", f"{MANIFEST} new", "test_y.py changed"]
    assert names(tmp_path) == ["a/test_x.py", MANIFEST, "test_y.py"]


def test_files_of_a_killed_generation_are_removed_without_a_page(tmp_path: Path) -> None:
    killed(tmp_path)
    put(tmp_path, {"test_z.py": "z"})
    assert names(tmp_path) == [MANIFEST, "test_z.py"]


def test_a_second_kill_forgets_nothing(tmp_path: Path) -> None:
    put(tmp_path, {"test_old.py": "old"})
    killed(tmp_path)
    killed(tmp_path)
    assert put(tmp_path, {"test_y.py": "new"})
    assert names(tmp_path) == [MANIFEST, "test_y.py"]


def test_a_foreign_file_is_not_listed(tmp_path: Path) -> None:
    killed(tmp_path)
    (tmp_path / "test_mine.py").write_text("mine")
    with pytest.raises(ConfigError, match="will not overwrite"):
        put(tmp_path, {"test_mine.py": "z"})
    assert (tmp_path / "test_mine.py").read_text() == "mine"
    assert put(tmp_path, {"a/test_x.py": "new"}) != []


def test_a_generation_of_some_pages_keeps_the_files_of_a_killed_one(tmp_path: Path) -> None:
    killed(tmp_path)
    output = Output(tmp_path)
    output.put("test_y.py", "new")
    output.finish_part(["test_y.py"])
    assert put(tmp_path, {"test_y.py": "new", "a/test_x.py": "x"}) == []


@pytest.mark.parametrize("path", ["../secret.txt", "/etc/hostname", "a/../../secret.txt", ""])
def test_a_forged_list_reaches_no_file_outside(tmp_path: Path, path: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / PENDING).write_text(f"{path}\n\0\nx\n")
    put(folder, {"test_x.py": "x"})
    assert secret.read_text() == "secret"
    assert names(folder) == [MANIFEST, "test_x.py"]


def test_a_list_that_is_a_link_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / PENDING).symlink_to(secret)
    with pytest.raises(ConfigError, match="because of a link"):
        put(folder, {"test_x.py": "x"})
    assert secret.read_text() == "secret"


def test_a_path_that_is_cut_off_names_no_file(tmp_path: Path) -> None:
    (tmp_path / PENDING).write_bytes(b"test_x.py\ntest_\xc3")
    assert pending_files(tmp_path) == {"test_x.py", "test_\ufffd"}
    again = PendingFiles(tmp_path, ["test_x.py"])
    again.add("test_z.py")
    assert pending_files(tmp_path) == {"test_x.py", "test_z.py"}
    again.close()
    assert not (tmp_path / PENDING).exists()


def test_a_list_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot write"):
        PendingFiles(tmp_path / "file").add("test_x.py")

"""Files are written, checked and removed with care."""

import json
from pathlib import Path

import pytest

from extractor.emit.write import MANIFEST, Output, Stale
from extractor.errors import ConfigError


def put(folder: Path, files: dict[str, str], *, check: bool = False) -> tuple[Stale, ...]:
    output = Output(folder, check=check)
    for path, text in files.items():
        output.put(path, text)
    return output.finish()


def test_what_is_new_is_written_and_listed(tmp_path: Path) -> None:
    changes = put(tmp_path, {"a/test_x.py": "x\n"})
    assert [(item.path, item.change) for item in changes] == [("a/test_x.py", "new")]
    assert (tmp_path / "a/test_x.py").read_text() == "x\n"
    assert list(json.loads((tmp_path / MANIFEST).read_text())["files"]) == ["a/test_x.py"]


def test_what_is_the_same_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path, {"test_x.py": "x"})
    before = (tmp_path / "test_x.py").stat().st_mtime_ns
    assert put(tmp_path, {"test_x.py": "x"}) == ()
    assert (tmp_path / "test_x.py").stat().st_mtime_ns == before


def test_what_no_page_makes_any_more_is_removed_with_its_empty_folder(tmp_path: Path) -> None:
    put(tmp_path, {"a/test_x.py": "x", "test_y.py": "y"})
    changes = put(tmp_path, {"test_y.py": "y"})
    assert [(item.path, item.change) for item in changes] == [("a/test_x.py", "left over")]
    assert not (tmp_path / "a").exists()


def test_files_of_others_stay(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("mine")
    put(tmp_path, {"test_x.py": "x"})
    put(tmp_path, {})
    assert (tmp_path / "conftest.py").read_text() == "mine"


def test_a_check_writes_nothing(tmp_path: Path) -> None:
    put(tmp_path, {"test_x.py": "x", "test_y.py": "y"})
    changes = put(tmp_path, {"test_x.py": "changed", "test_z.py": "z"}, check=True)
    assert [(item.path, item.change) for item in changes] == [
        ("test_x.py", "changed"),
        ("test_y.py", "left over"),
        ("test_z.py", "new"),
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        MANIFEST,
        "test_x.py",
        "test_y.py",
    ]
    assert (tmp_path / "test_x.py").read_text() == "x"


@pytest.mark.parametrize("path", ["../secret.txt", "a/../../secret.txt", "/secret.txt", ""])
def test_a_manifest_cannot_have_files_of_others_removed(tmp_path: Path, path: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("keep")
    folder = tmp_path / "generated"
    folder.mkdir()
    listed = path.replace("/secret.txt", str(secret)) if path.startswith("/") else path
    (folder / MANIFEST).write_text(json.dumps({"files": {listed: ""}}))
    put(folder, {})
    assert secret.read_text() == "keep"


def test_a_link_out_of_the_folder_is_neither_written_through_nor_removed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("keep")
    folder = tmp_path / "generated"
    folder.mkdir()
    (folder / "test_x.py").symlink_to(secret)
    with pytest.raises(ConfigError, match="by a link"):
        put(folder, {"test_x.py": "x"})
    (folder / MANIFEST).write_text(json.dumps({"files": {"test_x.py": ""}}))
    put(folder, {})
    assert secret.read_text() == "keep"
    assert (folder / "test_x.py").is_symlink()


def test_a_linked_folder_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    folder = tmp_path / "generated"
    folder.mkdir()
    (folder / "a").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ConfigError, match="by a link"):
        put(folder, {"a/test_x.py": "x"})
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {"test_x.py": "old"})

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        put(tmp_path, {"test_x.py": "new"})
    assert (tmp_path / "test_x.py").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST, "test_x.py"]


@pytest.mark.parametrize("text", ["not json", "[]", '{"files": 1}'])
def test_a_damaged_manifest_removes_nothing(tmp_path: Path, text: str) -> None:
    put(tmp_path, {"test_x.py": "x"})
    (tmp_path / MANIFEST).write_text(text)
    if text == "not json":
        with pytest.raises(ConfigError, match="damaged"):
            put(tmp_path, {})
    else:
        put(tmp_path, {})
    assert (tmp_path / "test_x.py").exists()


def test_a_part_of_the_pages_leaves_the_rest_listed(tmp_path: Path) -> None:
    put(tmp_path, {"test_x.py": "x", "test_y.py": "y"})
    output = Output(tmp_path)
    output.put("test_x.py", "new")
    output.finish(partial=True)
    assert (tmp_path / "test_y.py").exists()
    assert len(json.loads((tmp_path / MANIFEST).read_text())["files"]) == 2

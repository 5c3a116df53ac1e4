"""Files are written, checked and removed with care."""

import json
import os
from pathlib import Path

import pytest

from docreplay.emit.manifest import MANIFEST
from docreplay.emit.write import Output, Stale, output_to
from docreplay.errors import ConfigError, OutputError

DIGEST = "0" * 64
LEFT = "left over"


def put(folder: Path, files: dict[str, str], *, check: bool = False) -> tuple[Stale, ...]:
    output = Output(folder, check=check)
    for path, text in files.items():
        output.put(path, text)
    return output.finish()


def changes(found: tuple[Stale, ...]) -> list[tuple[str, str]]:
    return [(item.path, item.change) for item in found]


def manifest(files: dict[str, str]) -> str:
    return json.dumps({"generator": "docreplay", "files": files})


def test_new_files_are_written_and_listed(tmp_path: Path) -> None:
    found = put(tmp_path, {"a/test_x.py": "x\n"})
    assert changes(found) == [("a/test_x.py", "new"), (MANIFEST, "new")]
    assert (tmp_path / "a/test_x.py").read_text() == "x\n"
    written = json.loads((tmp_path / MANIFEST).read_text())
    assert list(written) == ["generator", "files"]
    assert (written["generator"], list(written["files"])) == ("docreplay", ["a/test_x.py"])


def test_equal_files_are_left_alone(tmp_path: Path) -> None:
    put(tmp_path, {"test_x.py": "x"})
    before = (tmp_path / "test_x.py").stat().st_mtime_ns
    assert put(tmp_path, {"test_x.py": "x"}) == ()
    assert (tmp_path / "test_x.py").stat().st_mtime_ns == before


def test_a_stale_module_is_removed_with_its_empty_folder(tmp_path: Path) -> None:
    put(tmp_path, {"a/test_x.py": "x", "test_y.py": "y"})
    found = put(tmp_path, {"test_y.py": "y"})
    assert changes(found) == [("a/test_x.py", "left over"), (MANIFEST, "changed")]
    assert not (tmp_path / "a").exists()


def test_foreign_files_stay(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("mine")
    put(tmp_path, {"test_x.py": "x"})
    put(tmp_path, {})
    assert (tmp_path / "conftest.py").read_text() == "mine"


def test_a_check_writes_nothing(tmp_path: Path) -> None:
    put(tmp_path, {"test_x.py": "x", "test_y.py": "y"})
    found = put(tmp_path, {"test_x.py": "changed", "test_z.py": "z"}, check=True)
    assert changes(found) == [
        (MANIFEST, "changed"),
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


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "a/../../secret.txt",
        "/secret.txt",
        "",
        "a//b",
        "./test_x.py",
        "a\0b",
        "a\\b",
        "C:/x.py",
        "n" * 256,
        "\ud800.py",
    ],
)
def test_a_manifest_cannot_cause_the_removal_of_foreign_files(tmp_path: Path, path: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("keep")
    folder = tmp_path / "generated"
    folder.mkdir()
    listed = path.replace("/secret.txt", str(secret)) if path.startswith("/") else path
    (folder / MANIFEST).write_text(manifest({"test_x.py": DIGEST, listed: DIGEST}))
    with pytest.raises(ConfigError, match="is not a path inside the folder"):
        put(folder, {})
    assert secret.read_text() == "keep"


@pytest.mark.parametrize("kind", ["folder", "pipe"])
@pytest.mark.parametrize("name", ["test_x.py", MANIFEST])
def test_a_path_that_is_not_a_file_is_not_written_to(tmp_path: Path, kind: str, name: str) -> None:
    place = tmp_path / name
    place.mkdir() if kind == "folder" else os.mkfifo(place)
    with pytest.raises(ConfigError, match="not a file"):
        put(tmp_path, {"test_x.py": "x"})


def test_a_link_out_of_the_folder_is_neither_written_through_nor_removed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("keep")
    folder = tmp_path / "generated"
    folder.mkdir()
    (folder / "test_x.py").symlink_to(secret)
    with pytest.raises(ConfigError, match="because of a link"):
        put(folder, {"test_x.py": "x"})
    (folder / MANIFEST).write_text(manifest({"test_x.py": DIGEST}))
    put(folder, {})
    assert secret.read_text() == "keep"
    assert (folder / "test_x.py").is_symlink()


def test_a_linked_folder_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    folder = tmp_path / "generated"
    folder.mkdir()
    (folder / "a").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ConfigError, match="because of a link"):
        put(folder, {"a/test_x.py": "x"})
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {"test_x.py": "old"})

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OutputError, match="disk full"):
        put(tmp_path, {"test_x.py": "new"})
    assert (tmp_path / "test_x.py").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST, "test_x.py"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        "[]",
        "{}",
        '{"files": 1}',
        '{"files": {"test_x.py": ""}}',
        json.dumps({"files": {"app.js": DIGEST}}),
        json.dumps({"name": "app", "files": {"test_x.py": DIGEST}}),
        json.dumps({"generator": "vite", "files": {"test_x.py": DIGEST}}),
        '{"generator": "docreplay", "files": {"test_x.py": 1}}',
        '{"generator": "docreplay", "files": {"test_x.py": null, "test_x.py": null}}',
        '{"generator": "docreplay", "files": [["test_x.py"]]}',
        '{"generator": ["docreplay"], "files": {}}',
        '{"generator": "docreplay", "files": {"test_x.py": {"a": 1}}}',
        '{"generator": "docreplay"}',
        '"docreplay"',
        "null",
        "[" * 100_000,
        '{"files":' * 100_000,
        '{"generator": "docreplay", "files": ' + '{"a":' * 100_000,
        '{"generator": "docreplay", "files": ' + "1" * 100_000 + "}",
        "\ufeff{}",
        "NaN",
    ],
)
def test_a_damaged_or_foreign_manifest_is_refused(tmp_path: Path, text: str) -> None:
    for name in ("test_x.py", "app.js"):
        (tmp_path / name).write_text("x")
    (tmp_path / MANIFEST).write_text(text)
    for check in (True, False):
        with pytest.raises(
            ConfigError, match=r"invalid manifest\.json|will not overwrite .*manifest\.json"
        ):
            put(tmp_path, {"test_y.py": "y"}, check=check)
    names = ["app.js", MANIFEST, "test_x.py"]
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert (tmp_path / MANIFEST).read_text() == text


def test_a_manifest_from_before_there_was_a_signature_is_rewritten(tmp_path: Path) -> None:
    files = {"a/__init__.py": "", "a/test_x.py": "x", "test_y.py": "y"}
    put(tmp_path, files)
    signed = json.loads((tmp_path / MANIFEST).read_text())
    (tmp_path / MANIFEST).write_text(json.dumps({"files": signed["files"]}))
    assert changes(put(tmp_path, files, check=True)) == [(MANIFEST, "changed")]
    found = put(tmp_path, {"test_y.py": "new"})
    assert changes(found) == [
        ("a/__init__.py", "left over"),
        ("a/test_x.py", "left over"),
        (MANIFEST, "changed"),
        ("test_y.py", "changed"),
    ]
    assert json.loads((tmp_path / MANIFEST).read_text())["generator"] == "docreplay"


def test_a_file_that_no_generation_wrote_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "test_x.py").write_text("mine")
    found = put(tmp_path, {"test_w.py": "w", "test_x.py": "x"}, check=True)
    assert ("test_x.py", "in the way") in changes(found)
    with pytest.raises(ConfigError, match=r"will not overwrite .*test_x\.py"):
        put(tmp_path, {"test_x.py": "x"})
    assert (tmp_path / "test_x.py").read_text() == "mine"
    assert not (tmp_path / MANIFEST).exists()


def test_files_of_an_interrupted_generation_are_replaced(tmp_path: Path) -> None:
    put(tmp_path, {"test_v.py": "v"})
    (tmp_path / "test_x.py").write_text("mine")

    def generate() -> None:
        with output_to(tmp_path) as output:
            output.put("test_w.py", "w")
            output.put("test_x.py", "x")

    with pytest.raises(ConfigError):
        generate()
    (tmp_path / "test_x.py").unlink()
    found = put(tmp_path, {"test_w.py": "new", "test_x.py": "x"})
    assert changes(found) == [
        (MANIFEST, "changed"),
        ("test_v.py", "left over"),
        ("test_w.py", "changed"),
        ("test_x.py", "new"),
    ]


def test_a_check_that_breaks_off_writes_nothing(tmp_path: Path) -> None:
    def check() -> None:
        with output_to(tmp_path, check=True) as output:
            output.put("test_w.py", "w")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check()
    assert list(tmp_path.iterdir()) == []


def test_edits_of_generated_files_are_overwritten(tmp_path: Path) -> None:
    put(tmp_path, {"test_x.py": "x", "test_y.py": "y"})
    (tmp_path / "test_x.py").write_text("edited")
    (tmp_path / "test_y.py").write_text("edited")
    put(tmp_path, {"test_x.py": "x"})
    assert (tmp_path / "test_x.py").read_text() == "x"
    assert not (tmp_path / "test_y.py").exists()


def test_a_folder_with_foreign_files_stays_a_package(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/__init__.py").write_text("")
    (tmp_path / "a/test_mine.py").write_text("mine")
    ours = ("__init__.py", "a/__init__.py", "b/__init__.py", "b/c/__init__.py")
    put(tmp_path, dict.fromkeys((*ours, "a/test_x.py", "b/c/test_y.py"), ""))
    gone = ["a/test_x.py", "b/__init__.py", "b/c/__init__.py", "b/c/test_y.py"]
    for check in (True, False):
        found = [path for path, change in changes(put(tmp_path, {}, check=check)) if change == LEFT]
        assert found == gone
    left = [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))]
    assert left == ["__init__.py", "a", "a/__init__.py", "a/test_mine.py", MANIFEST]


@pytest.mark.parametrize("text", [None, '{"files": {}}', '{"generator": "docreplay", "files": {}}'])
def test_a_check_reports_a_missing_manifest(tmp_path: Path, text: str | None) -> None:
    put(tmp_path, {"test_x.py": "x"})
    (tmp_path / MANIFEST).unlink()
    if text:
        (tmp_path / MANIFEST).write_text(text)
    found = put(tmp_path, {"test_x.py": "x"}, check=True)
    assert changes(found) == [(MANIFEST, "changed" if text else "new")]


def test_a_part_of_the_pages_leaves_the_rest_listed(tmp_path: Path) -> None:
    files = ("a/__init__.py", "a/test_x.py", "b/__init__.py", "b/test_y.py", "b/test_z.py")
    put(tmp_path, dict.fromkeys(files, ""))
    output = Output(tmp_path)
    output.put("b/test_y.py", "new")
    found = output.finish_part(["a/test_x.py", "b/test_y.py"])
    assert changes(found) == [
        ("a/__init__.py", "left over"),
        ("a/test_x.py", "left over"),
        ("b/test_y.py", "changed"),
        (MANIFEST, "changed"),
    ]
    listed = json.loads((tmp_path / MANIFEST).read_text())["files"]
    assert list(listed) == ["b/__init__.py", "b/test_y.py", "b/test_z.py"]

from pathlib import Path

from tests.cli.conftest import Command


def test_tests_are_written_and_then_current(project: Path, docreplay: Command) -> None:
    assert docreplay("generate", "--check").code == 1
    assert docreplay("generate").code == 0
    assert docreplay("generate", "--check").code == 0


def test_another_output_folder_may_be_named(project: Path, docreplay: Command) -> None:
    assert docreplay("generate", "--output", "other").code == 0
    assert list((project / "other").rglob("*.py"))
    assert not (project / "generated_tests").exists()


def test_foreign_files_are_neither_replaced_nor_removed(project: Path, docreplay: Command) -> None:
    own = {"__init__.py": "import os\n", "en_us/test_photo_get.py": "def test_mine(): ...\n"}
    for path, text in own.items():
        file = project / "tests" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    code, _, err = docreplay("generate", "--output", "tests")
    assert code == 2
    assert "not created by docreplay" in err
    assert "Try: set a different `output`, or remove the file" in err
    code, out, _ = docreplay("generate", "--output", "tests", "--check")
    assert code == 1
    assert (
        "tests/en_us/test_photo_get.py:1:1: error DOC190 will not overwrite"
        " `en_us/test_photo_get.py`" in out
    )
    (project / "docs_source/en-us/photo-get.md").rename(project / "docs_source/en-us/other.md")
    docreplay("generate", "--output", "tests")
    assert {path: (project / "tests" / path).read_text(encoding="utf-8") for path in own} == own


def test_a_check_asks_for_the_manifest(project: Path, docreplay: Command) -> None:
    docreplay("generate")
    (project / "generated_tests/manifest.json").unlink()
    code, out, _ = docreplay("generate", "--check")
    assert code == 1
    assert "generated_tests/manifest.json:1:1: error DOC190 generated file is missing" in out


def test_generating_one_folder_keeps_the_other_tests(project: Path, docreplay: Command) -> None:
    docreplay("generate")
    assert docreplay("generate", "docs_source/en-us").out.endswith("1 case; no findings\n")
    assert docreplay("generate", "--check").code == 0

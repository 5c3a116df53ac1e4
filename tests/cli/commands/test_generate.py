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

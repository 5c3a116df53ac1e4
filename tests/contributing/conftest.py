"""Copies of the repository in which recipes are followed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.contributing.recipes import ROOT

Shell = Callable[..., subprocess.CompletedProcess[str]]
_LEFT_OUT = shutil.ignore_patterns(
    ".venv", ".git", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "__pycache__"
)


@pytest.fixture
def clone(tmp_path: Path) -> Iterator[Path]:
    """A copy of the repository with a `.venv` that has the same packages installed."""
    folder = tmp_path / "docreplay"
    shutil.copytree(ROOT, folder, ignore=_LEFT_OUT)
    (folder / ".venv").symlink_to(sys.prefix)
    yield folder
    (folder / ".venv").unlink()  # never follow it when the copy is removed
    shutil.rmtree(folder)


@pytest.fixture
def shell(clone: Path) -> Shell:
    """Runs a command in the copy, whose own package goes before the installed one."""

    def run(command: str) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
        environment |= {"PYTHONPATH": str(clone / "extractor")}
        return subprocess.run(
            ["bash", "-c", command],
            cwd=clone,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run

"""The state that the processes of pytest-xdist share: one file in a temporary folder."""

import shutil
import tempfile
from pathlib import Path

import pytest

from docreplay.sources.shared_state import SharedState

KEY = "docreplay_state"
"""Key of the file in the input of a worker process."""
_FOLDER: pytest.StashKey[str] = pytest.StashKey()


def file_for_workers(config: pytest.Config) -> str:
    """Return the path of the file, in a folder that only this user can read."""
    if _FOLDER not in config.stash:
        config.stash[_FOLDER] = tempfile.mkdtemp(prefix="docreplay-run-")
    return str(Path(config.stash[_FOLDER]) / "state.json")


def state_of_run(config: pytest.Config) -> SharedState | None:
    """Return the state that this process shares with others; None if it is the only one."""
    file = getattr(config, "workerinput", {}).get(KEY)
    return SharedState(Path(file)) if file else None


def remove(config: pytest.Config) -> None:
    """Remove the folder at the end of a run."""
    if _FOLDER in config.stash:
        shutil.rmtree(config.stash[_FOLDER], ignore_errors=True)
        del config.stash[_FOLDER]

"""Which `conftest.py` a run of the tests executes: the project's own, where that is allowed."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from docreplay.config.settings import Config
from docreplay.sources.trusted_config import trusted_bytes

NAME = "conftest.py"


class ProjectConftest(NamedTuple):
    """The `conftest.py` of a project, read once: nothing else is executed, whatever changes."""

    path: str
    source: bytes


def project_conftest(config: Config, say: Callable[[str], None]) -> ProjectConftest | None:
    """Return the `conftest.py` in the folder of the project, if the run executes it.

    The configuration must consent (`conftest`). One in a documentation folder or in the output
    folder is never executed: anybody may propose a page. With `--trust-config`, it must be that
    of the revision, byte for byte. `say` gets a sentence about a file that is there.
    """
    file = config.root / NAME
    if not file.is_file():
        return None
    if not config.conftest:
        say(
            f"not loaded: {NAME}, since only generated tests are run\n  Try: set `conftest = true`,"
            f" or run `pytest {config.output}`, if you trust the file"
        )
        return None
    source = file.read_bytes()
    if reason := _refusal(config, file, source):
        say(f"not loaded: {NAME}, since {reason}")
        return None
    say(f"loading {NAME} of the project")
    return ProjectConftest(str(file.resolve()), source)


def _refusal(config: Config, file: Path, source: bytes) -> str:
    """Return why a file must not be executed, or `""`."""
    if file.is_symlink():
        return "it is a link"
    root = config.root.resolve()
    if any(root.is_relative_to((root / folder).resolve()) for folder in config.docs):
        return "it is in a folder of the documentation"
    if root.is_relative_to((root / config.output).resolve()):
        return "it is in the output folder"
    if not config.is_trusted:
        return ""
    trusted = trusted_bytes(config.root, config.trusted_source, NAME)
    if trusted is None:
        return f"{config.trusted_source} has none to compare it with (--trust-config)"
    return (
        ""
        if source == trusted
        else f"it differs from that of {config.trusted_source} (--trust-config)"
    )

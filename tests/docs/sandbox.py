"""A temporary project in which the documented commands run."""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from docreplay.cli.main import main

DOCUMENTED = "https://api.example.com"
"""The base URL that pages show; commands reach the service of the tests instead."""

NOT_RUN = {
    "pip": "installs from an index",
    "pipx": "installs from an index",
    "uv": "installs from an index",
    "uvx": "installs from an index",
    "git": "needs a remote repository",
    "cd": "names a folder of the reader",
    "make": "runs the tests that this test is one of",
    "curl": "needs a running service",
    "apt-get": "installs system packages",
    "python": "runs scripts of this repository",
}
"""Commands that are shown and not run, and why."""

_PORT = re.compile(r"http://127\.0\.0\.1:\d+")
_DURATION = re.compile(rf"(against {DOCUMENTED}\S*) in \d+\.\d s")
_PROGRAMS = {
    "docreplay": (sys.executable, "-m", "docreplay"),
    "pytest": (sys.executable, "-m", "pytest", "-p", "no:cacheprovider"),
}


class Result(NamedTuple):
    """What a command printed, stdout first, and its exit code."""

    output: str
    code: int


class Sandbox:
    """A project folder with the environment of its commands; it is the current folder."""

    def __init__(
        self,
        root: Path,
        service: str,
        monkeypatch: pytest.MonkeyPatch,
        capfd: pytest.CaptureFixture[str],
    ) -> None:
        self.root = root
        self.service = service
        self._monkeypatch = monkeypatch
        self._capfd = capfd
        monkeypatch.chdir(root)
        for name, value in (("NO_COLOR", "1"), ("COLUMNS", "100")):
            monkeypatch.setenv(name, value)

    def write(self, path: str, text: str) -> None:
        """Write a file of the project; a configuration names the service of the tests."""
        file = self.root / path
        assert file.resolve().is_relative_to(self.root.resolve())
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix == ".toml":
            text = text.replace(DOCUMENTED, self.service)
        file.write_text(text, encoding="utf-8")

    def run(self, command: str) -> Result | None:
        """Run a documented command; None for one that is shown only (see `NOT_RUN`)."""
        program, *arguments = shlex.split(command.replace(DOCUMENTED, self.service))
        if program == "export":
            name, _, value = arguments[0].partition("=")
            self._monkeypatch.setenv(name, value)
            return Result("", 0)
        if program == "docreplay" and arguments[0] != "test":
            return self._here(arguments)
        if program in _PROGRAMS:
            return self._process([*_PROGRAMS[program], *arguments])
        assert program in NOT_RUN, f"`{program}` is neither run nor listed in NOT_RUN"
        return None

    def _here(self, arguments: list[str]) -> Result:
        """Run a command that imports no tests in this process, which is quicker."""
        self._capfd.readouterr()
        code = main(arguments)
        return self._result("".join(self._capfd.readouterr()), code)

    def _process(self, command: list[str]) -> Result:
        ended = subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120
        )
        return self._result(ended.stdout + ended.stderr, ended.returncode)

    def _result(self, output: str, code: int) -> Result:
        return Result(_DURATION.sub(r"\1 in 0.1 s", _PORT.sub(DOCUMENTED, output)), code)

"""Runs pytest over generated tests, in this process, and keeps the verdicts."""

import io
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TextIO

import pytest

from docreplay.config.settings import Config
from docreplay.errors import ConfigError, NothingMatched
from docreplay.model.location import Location
from docreplay.model.run import Verdict

if TYPE_CHECKING:  # pytest loads this wherever docreplay is installed, so it must be quick to load
    from docreplay.flows.case_index import CaseIndex

ATTRIBUTE = "docreplay_verdict"
"""The attribute of a test report that carries the verdict."""

PLUGIN = "docreplay-run"
"""The name under which a `VerdictCollector` is a plugin; its `config` is then everybody's."""

_INI = Path(__file__).parents[1] / "plugin" / "pytest.ini"


@contextmanager
def output_of(config: Config, *, apart: bool) -> Iterator[Config]:
    """The configuration; with `apart` its output is a temporary folder, removed afterwards."""
    if not apart:
        yield config
        return
    with TemporaryDirectory(prefix="docreplay-") as folder:
        yield replace(config, output=str(Path(folder).resolve() / Config().output))


class VerdictCollector:
    """A plugin for one run: it brings the configuration, and keeps what became of every test."""

    def __init__(self, index: "CaseIndex", on_verdict: Callable[[Verdict], None]) -> None:
        self.__name__ = PLUGIN
        self.config = index.config
        self.index = index
        self.broken: list[str] = []
        """Why test modules could not be collected."""
        self._on_verdict = on_verdict

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Takes the verdict out of a report; a test that broke outside of its call has one too."""
        verdict = getattr(report, ATTRIBUTE, None)
        if isinstance(verdict, Verdict):
            self._on_verdict(verdict)
        elif report.failed:
            self._on_verdict(_broken(report))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Notes a module that cannot be imported."""
        if report.failed:
            self.broken.append(f"{report.nodeid}: {report.longreprtext}")


def run(
    recorder: VerdictCollector,
    targets: Sequence[str],
    arguments: Sequence[str] = (),
    output: TextIO | None = None,
) -> None:
    """Runs the tests of files, folders or node ids; the recorder hears of every verdict.

    The project's own pytest configuration takes no part. `output` gets pytest's own words. Raises
    `ConfigError` where pytest cannot run, `NothingMatched` where there is no test.
    """
    words = output or io.StringIO()
    root = recorder.config.root.resolve()
    folder = root / recorder.config.output
    if not folder.is_relative_to(root):
        root = folder.parent
    own = [f"--rootdir={root}", "-c", str(_INI), "--import-mode=importlib", "--noconftest"]
    # One page is one story: its cases stay in order and in one process.
    shared = ["--dist=loadfile"] if "-n" in arguments else []
    quiet = ["-p", "docreplay", "-p", "no:cacheprovider", "--no-header", "--tb=no", "-q"]
    # The plugin is loaded already, by the command line.
    quiet += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    with (
        redirect_stdout(words),
        redirect_stderr(words),
        _own_modules(folder),
    ):
        code = pytest.main([*own, *quiet, *shared, *arguments, *targets], plugins=[recorder])
    _check(code, recorder, words)


def _check(code: int, recorder: VerdictCollector, words: TextIO) -> None:
    """Raises what kept pytest from running the tests; tests that failed are no such thing."""
    said = words.getvalue() if isinstance(words, io.StringIO) else ""
    if recorder.broken:
        raise ConfigError("pytest cannot load a test module: " + "\n".join(recorder.broken))
    match code:
        case pytest.ExitCode.OK | pytest.ExitCode.TESTS_FAILED:
            return
        case pytest.ExitCode.NO_TESTS_COLLECTED:
            raise NothingMatched("no test was selected", hint="check the paths and -k")
        case pytest.ExitCode.INTERRUPTED:
            raise KeyboardInterrupt
        case _:
            raise ConfigError(f"pytest cannot run the tests\n{said}".rstrip())


def _broken(report: pytest.TestReport) -> Verdict:
    """The verdict of a test that never came to judge: a fixture or a process broke."""
    path, line, title = report.location
    return Verdict(
        id=report.nodeid,
        location=Location(path, (line or 0) + 1),
        title=title,
        outcome="failed",
        reason=report.longreprtext.strip().rpartition("\n")[2],
    )


@contextmanager
def _own_modules(folder: Path) -> Iterator[None]:
    """Forgets the test modules that are loaded meanwhile: another run may have others."""
    before = set(sys.modules)
    try:
        yield
    finally:
        for name in set(sys.modules) - before:
            file = getattr(sys.modules[name], "__file__", None)
            if file and Path(file).is_relative_to(folder):
                del sys.modules[name]

"""Run pytest over generated tests in this process, and collect the verdicts."""

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TextIO

import pytest

from docreplay.config.settings import Config
from docreplay.errors import ConfigError, NothingMatched
from docreplay.flows.pages.executor import safe_children
from docreplay.model.location import Location
from docreplay.model.run import Verdict

if TYPE_CHECKING:  # pytest loads this wherever docreplay is installed, so it must be quick to load
    from docreplay.flows.pages.case_index import CaseIndex
    from docreplay.flows.test.accepted_modules import AcceptedModules
    from docreplay.flows.test.project_conftest import ProjectConftest

ATTRIBUTE = "docreplay_verdict"
"""The attribute of a test report that carries the verdict."""

PLUGIN = "docreplay-run"
"""The name of a `VerdictCollector` as a plugin; pytest then uses its `config`."""

_INI = Path(__file__).parents[2] / "plugin" / "pytest.ini"


@contextmanager
def output_of(config: Config, *, apart: bool) -> Iterator[Config]:
    """Yield the configuration; with `apart`, its output is a temporary folder."""
    if not apart:
        yield config
        return
    with TemporaryDirectory(prefix="docreplay-") as folder:
        yield replace(config, output=str(Path(folder).resolve() / Config().output))


class VerdictCollector:
    """A plugin for one run: it has the configuration and cases, and passes on every verdict."""

    def __init__(
        self,
        index: "CaseIndex",
        on_verdict: Callable[[Verdict], None],
        modules: "AcceptedModules | None" = None,
        conftest: "ProjectConftest | None" = None,
    ) -> None:
        self.__name__ = PLUGIN
        self.conftest = conftest
        """The only code of the project to execute."""
        self.modules = modules
        """The only files of the output folder to execute."""
        self.config = index.config
        self.index = index
        self.broken: list[str] = []
        """Why test modules could not be collected."""
        self.is_interrupted = False
        """Whether Ctrl+C ended the run."""
        self._on_verdict = on_verdict

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Note Ctrl+C; pytest-xdist raises a class of its own for `-x`."""
        self.is_interrupted = not excinfo.typename.endswith("Interrupted")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Pass on the verdict of a report; a test that broke outside its call has one, too."""
        verdict = getattr(report, ATTRIBUTE, None)
        if isinstance(verdict, Verdict):
            self._on_verdict(verdict)
        elif report.failed:
            self._on_verdict(_broken(report))
        elif report.skipped:  # by code of the project: it counts as all that was not judged
            self._on_verdict(_skipped(report))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note a module that cannot be imported."""
        if report.failed:
            self.broken.append(f"{report.nodeid}: {report.longreprtext}")


def run(
    recorder: VerdictCollector,
    targets: Sequence[str],
    arguments: Sequence[str] = (),
    output: TextIO | None = None,
) -> None:
    """Run the tests of files, folders or node ids; the recorder gets every verdict.

    Without targets nothing is run. The project's own pytest configuration is not used. What pytest
    prints goes to `output`. Ctrl+C ends the run, and sets `recorder.is_interrupted`. Raises
    `ConfigError` if pytest cannot run, `NothingMatched` if no test is found.
    """
    if not targets:
        return
    words = output or io.StringIO()
    root = recorder.config.root.resolve()
    folder = root / recorder.config.output
    if not folder.is_relative_to(root):
        root = folder.parent
    own = [f"--rootdir={root}", "-c", str(_INI), "--import-mode=importlib", "--noconftest"]
    # What depends on each other stays in order and in one process.
    shared = ["--dist=loadgroup"] if any(map(_is_parallel, arguments)) else []
    quiet = ["-p", "docreplay", "-p", "no:cacheprovider", "--no-header", "--tb=no", "-q"]
    # These report errors of `__del__` and of threads, and collect garbage five times for it.
    quiet += ["-p", "no:unraisableexception", "-p", "no:threadexception"]
    # Generated tests have no assertions, and the import system would keep this run for rewriting.
    quiet += ["--assert=plain"]
    quiet += ["-p", "no:logging"] if _is_without_logs(recorder, arguments) else []
    with (
        redirect_stdout(words),
        redirect_stderr(words),
        safe_children(),
    ):
        code = pytest.main([*own, *quiet, *shared, *arguments, *targets], plugins=[recorder])
    _check(code, recorder, words)


def _is_without_logs(recorder: VerdictCollector, arguments: Sequence[str]) -> bool:
    """Return True if nothing asks pytest for logs: it prepares to capture them for each test.

    Only code of the project writes any; generated tests do not.
    """
    return recorder.conftest is None and not any(map(_is_about_logs, arguments))


def _is_about_logs(argument: str) -> bool:
    return argument.startswith(("--log", "-o", "--override-ini", "-p"))


def _is_parallel(argument: str) -> bool:
    return argument.startswith(("-n", "--numprocesses"))


def _check(code: int, recorder: VerdictCollector, words: TextIO) -> None:
    """Raise an error if pytest could not run the tests; failed tests are not an error."""
    said = words.getvalue() if isinstance(words, io.StringIO) else ""
    if recorder.broken:
        raise ConfigError("pytest cannot load a test module: " + "\n".join(recorder.broken))
    match code:
        case pytest.ExitCode.OK | pytest.ExitCode.TESTS_FAILED:
            return
        case pytest.ExitCode.NO_TESTS_COLLECTED:
            raise NothingMatched("no test was selected", hint="check the paths and -k")
        case pytest.ExitCode.INTERRUPTED:
            return
        case _:
            raise ConfigError(f"pytest cannot run the tests\n{said}".rstrip())


def _skipped(report: pytest.TestReport) -> Verdict:
    """Return the verdict of a test that a hook or fixture skipped."""
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longreprtext
    return replace(_broken(report), outcome="skipped", reason=reason.removeprefix("Skipped: "))


def _broken(report: pytest.TestReport) -> Verdict:
    """Return the verdict of a test that broke before anything was judged."""
    path, line, title = report.location
    return Verdict(
        id=report.nodeid,
        location=Location(path, (line or 0) + 1),
        title=title,
        outcome="failed",
        reason=report.longreprtext.strip().rpartition("\n")[2],
    )

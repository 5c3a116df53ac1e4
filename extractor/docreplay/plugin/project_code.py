"""Register the `conftest.py` of the project as a plugin, in a run of `docreplay test`."""

import sys
from traceback import extract_tb
from types import ModuleType

import pytest

from docreplay.flows.test.project_conftest import ProjectConftest
from docreplay.flows.test.pytest_runner import PLUGIN, VerdictCollector
from docreplay.plugin import project_hooks

SENT = "docreplay-conftest"
"""Key of the file in the input of a pytest-xdist process: its path and its content."""
_NAME = "docreplay_project_conftest"
"""The name of the module and of the plugin."""


def conftest_of_run(pytest_config: pytest.Config) -> ProjectConftest | None:
    """Return what `docreplay test` lets this process execute; None outside of such a run."""
    collector = pytest_config.pluginmanager.get_plugin(PLUGIN)
    if isinstance(collector, VerdictCollector):
        return collector.conftest
    sent = getattr(pytest_config, "workerinput", {}).get(SENT)
    return ProjectConftest(*sent) if sent else None


def load(pytest_config: pytest.Config) -> None:
    """Execute the file, and register its hooks and fixtures. Raise `pytest.UsageError` if it fails.

    It is not imported: that would trust bytecode and import what lies beside it.
    """
    found = conftest_of_run(pytest_config)
    if found is None:
        return
    module = ModuleType(_NAME)
    module.__file__ = found.path
    sys.modules[_NAME] = module  # dataclasses and pickle look for it
    pytest_config.add_cleanup(_forget)
    try:
        exec(compile(found.source, found.path, "exec", dont_inherit=True), vars(module))  # noqa: S102
    except (Exception, SystemExit) as error:
        raise pytest.UsageError(_description(error, found.path)) from None
    project_hooks.check(module)
    pytest_config.pluginmanager.register(module, _NAME)


def _forget() -> None:
    sys.modules.pop(_NAME, None)


def _description(error: BaseException, path: str) -> str:
    """Return where the file failed, and why."""
    lines = [frame.lineno for frame in extract_tb(error.__traceback__) if frame.filename == path]
    line = lines[-1] if lines else getattr(error, "lineno", None)
    return f"conftest.py:{line or 1}: {type(error).__name__}: {error}"

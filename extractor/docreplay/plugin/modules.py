"""Collect generated modules in a run of `docreplay test`: no file of the project is imported."""

import json
from pathlib import Path
from types import ModuleType

import pytest

from docreplay.errors import ConfigError
from docreplay.flows.test.accepted_modules import AcceptedModules
from docreplay.flows.test.pytest_runner import PLUGIN, VerdictCollector

SENT = "docreplay-modules"
"""Key of the accepted modules in the input of a pytest-xdist process: their folder and digests."""
_RECEIVED: pytest.StashKey[AcceptedModules] = pytest.StashKey()


def modules_of_run(pytest_config: pytest.Config) -> AcceptedModules | None:
    """Return the only modules that a run of `docreplay test` may execute; None outside of it."""
    collector = pytest_config.pluginmanager.get_plugin(PLUGIN)
    if isinstance(collector, VerdictCollector):
        return collector.modules
    sent = getattr(pytest_config, "workerinput", {}).get(SENT)
    if sent and _RECEIVED not in pytest_config.stash:
        pytest_config.stash[_RECEIVED] = AcceptedModules(
            folder=Path(sent[0]), digests=json.loads(sent[1])
        )
    return pytest_config.stash.get(_RECEIVED, None)


def to_send(modules: AcceptedModules) -> tuple[str, str]:
    """Return the modules as another process gets them."""
    return str(modules.folder), json.dumps(dict(modules.digests))


class AcceptedModule(pytest.Module):
    """A generated module. Its source is executed as it was verified.

    It is not imported: that would run the `__init__.py` files of all folders above it, and trust
    bytecode in `__pycache__`.
    """

    def _getobj(self) -> ModuleType:
        modules = modules_of_run(self.config)
        assert modules  # noqa: S101  # only such a run has modules of this class
        try:
            source = modules.source(self.path)
        except ConfigError as error:
            raise self.CollectError(str(error)) from error
        module = ModuleType(self.path.stem)
        module.__file__ = str(self.path)
        exec(compile(source, self.path, "exec", dont_inherit=True), vars(module))  # noqa: S102
        return module


class NotRun(pytest.Module):
    """A Python file of the output folder that docreplay did not generate: it has no tests."""

    def collect(self) -> list[pytest.Item | pytest.Collector]:
        """Return nothing."""
        return []


def module_of(
    modules: AcceptedModules, file: Path, parent: pytest.Collector
) -> pytest.Module | None:
    """Return the collector of a file of the output folder, or None for one that is elsewhere."""
    if modules.is_accepted(file):
        return AcceptedModule.from_parent(parent, path=file)
    return NotRun.from_parent(parent, path=file) if modules.is_foreign(file) else None

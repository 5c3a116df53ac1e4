"""Collects generated modules without a look for what they do not hold, which is what costs most.

A module that somebody has edited, so that it holds more than documented cases, is collected as any
other, and so are all where other plugins or a `conftest.py` may have a say.
"""

from collections.abc import Iterable, Mapping
from types import FunctionType, ModuleType

import pytest

_MARKS = frozenset({"page", "line"})
_JSON = (dict, list, str, int, float, type(None))
_PYTEST = frozenset({"python", "funcmanage"})
"""Under which names pytest's own plugins parametrize tests."""


class GeneratedModule(pytest.Module):
    """A module of the output folder."""

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """Its tests, where nothing can turn one of them into several."""
        held = vars(self.obj)
        if not _holds_only_cases(held) or not _is_left_alone(self):
            return super().collect()
        names = (name for name in held if name.startswith("test_"))
        return [pytest.Function.from_parent(self, name=name) for name in names]


def _holds_only_cases(held: Mapping[str, object]) -> bool:
    """Whether a module is made of `import pytest`, its page, tests of lines, and bodies."""
    return all(_is_ours(name, value) for name, value in held.items())


def _is_ours(name: str, value: object) -> bool:
    if name.startswith("test_"):
        marks = getattr(value, "pytestmark", ())
        return isinstance(value, FunctionType) and all(mark.name in _MARKS for mark in marks)
    if name == "pytestmark":
        return getattr(value, "name", "") in _MARKS
    if name == "pytest":
        return isinstance(value, ModuleType)
    return name.startswith("__") or isinstance(value, _JSON)


def _is_left_alone(module: pytest.Module) -> bool:
    """Whether nobody besides pytest can parametrize tests, as by a fixture that everybody uses."""
    parametrizing = module.ihook.pytest_generate_tests.get_hookimpls()
    plugins = module.config.pluginmanager.list_name_plugin()
    return {found.plugin_name for found in parametrizing} <= _PYTEST and not any(
        name.endswith("conftest.py") for name, _ in plugins
    )

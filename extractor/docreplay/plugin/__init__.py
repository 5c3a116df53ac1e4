"""The pytest plugin: options, markers, the `api` fixture, collection of pages, reports.

pytest loads this module wherever docreplay is installed, so its imports are cheap. In a project
that does not configure docreplay it only provides the `api` fixture to tests with its markers; any
other test gets an error, as a fixture of that name may be missing from the project.
"""

from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from docreplay.plugin import notices, options

if TYPE_CHECKING:
    from docreplay.plugin.client import Api

_MARKERS = (
    "page(path): documentation page that the tests of the module were generated from",
    "line(number): line of the page with the tested request; without it, the line is looked up",
)
_HOOKS = "docreplay-hooks"
_IS_CONFIGURED: pytest.StashKey[bool] = pytest.StashKey()
_NOT_OURS = (
    "the fixture `api` is docreplay's, which this project does not configure: define a fixture"
    " `api` in the project, or add a docreplay.toml (`docreplay init`)"
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare `--docreplay-…` and the ini keys of the same names."""
    options.add_options(parser)


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers, and in a configured project the hooks."""
    for marker in _MARKERS:
        config.addinivalue_line("markers", marker)
    config.stash[_IS_CONFIGURED] = options.is_configured(config)
    if config.stash[_IS_CONFIGURED]:
        _register_hooks(config)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, exitstatus: int, config: pytest.Config
) -> None:
    """Print why no test was found, if the arguments have pages and no project has them."""
    if config.pluginmanager.has_plugin(_HOOKS):
        return
    if said := notices.pages_not_collected(config, exitstatus):
        terminalreporter.line(f"docreplay: {said}")


@pytest.fixture
def api(request: pytest.FixtureRequest) -> "Api":
    """Send the requests of a generated test; see `docreplay.plugin.client.Api`."""
    if not _is_ours(request):
        pytest.fail(_NOT_OURS, pytrace=False)
    _register_hooks(request.config)
    bound: Api = import_module("docreplay.plugin.binding").bind(request)
    return bound


def _is_ours(request: pytest.FixtureRequest) -> bool:
    """Return True if the project configures docreplay, or the test has its markers."""
    if request.config.stash[_IS_CONFIGURED]:
        return True
    return any(request.node.get_closest_marker(name) for name in ("page", "line"))


def _register_hooks(config: pytest.Config) -> None:
    if not config.pluginmanager.has_plugin(_HOOKS):
        config.pluginmanager.register(import_module("docreplay.plugin.hooks"), _HOOKS)

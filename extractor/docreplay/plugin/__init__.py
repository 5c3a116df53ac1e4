"""The pytest side: options, markers, the `api` fixture, native collection, reports.

pytest loads this module wherever docreplay is installed. So it imports nothing that costs time, and
in a project without docreplay's configuration it does nothing but offer the `api` fixture, to tests
that carry its marks; to any other test it says what is missing, since a project may have forgotten
a fixture of its own of that name.
"""

from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from docreplay.plugin import options

if TYPE_CHECKING:
    from docreplay.plugin.client import Api

_MARKERS = (
    "page(path): the documentation page that the tests of a module were generated from",
    "line(number): the line of the page on which the tested request stands",
)
_HOOKS = "docreplay-hooks"
_NOT_OURS = (
    "the fixture `api` is docreplay's, and this project has no configuration of docreplay: define"
    " a fixture `api` if the test means another, or add a docreplay.toml (`docreplay init`)"
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declares `--docreplay-…` and the ini keys of the same names."""
    options.add_options(parser)


def pytest_configure(config: pytest.Config) -> None:
    """Registers the markers, and in a configured project the hooks."""
    for marker in _MARKERS:
        config.addinivalue_line("markers", marker)
    if options.is_configured(config):
        _register_hooks(config)


@pytest.fixture
def api(request: pytest.FixtureRequest) -> "Api":
    """Sends the requests of a generated test; see `docreplay.plugin.client.Api`."""
    if not _is_ours(request):
        pytest.fail(_NOT_OURS, pytrace=False)
    _register_hooks(request.config)
    bound: Api = import_module("docreplay.plugin.binding").bind(request)
    return bound


def _is_ours(request: pytest.FixtureRequest) -> bool:
    """Whether the project is configured for docreplay, or the test carries its marks."""
    if options.is_configured(request.config):
        return True
    return any(request.node.get_closest_marker(name) for name in ("page", "line"))


def _register_hooks(config: pytest.Config) -> None:
    if not config.pluginmanager.has_plugin(_HOOKS):
        config.pluginmanager.register(import_module("docreplay.plugin.hooks"), _HOOKS)

"""Record how long the tests of a session took against a service."""

import pytest

from docreplay.flows.test.durations import record_durations
from docreplay.plugin.session import shared


class Timing:
    """A plugin of the process that gets the reports of all tests."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._found: dict[str, float] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note the duration of a test that sent its requests."""
        if report.when == "call" and not report.skipped:
            self._found[report.nodeid] = report.duration

    def pytest_sessionfinish(self) -> None:
        """Record the durations, unless the pages answered themselves."""
        config = shared(self._config).config
        if config.base_url:
            record_durations(config.root, self._found)

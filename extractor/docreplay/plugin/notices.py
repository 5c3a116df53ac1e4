"""Lines that say which configuration a session has, or that it has none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from docreplay.config.load import has_file, hidden_table
from docreplay.config.settings import Config
from docreplay.config.warnings import warnings_about
from docreplay.model.page import is_page_name

_UNCONFIGURED = "no configuration found: {what} (`docreplay init` writes one)"
_DEFAULTS = _UNCONFIGURED.format(what="the defaults are used")
_NOT_COLLECTED = _UNCONFIGURED.format(what="Markdown pages are not collected")
_EMPTY = (pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.NO_TESTS_COLLECTED)


def about_file(config: Config) -> Iterator[str]:
    """Yield a sentence about a file that is missing or ignored, and warnings about its values."""
    if not config.file and not has_file(config.root):
        yield _DEFAULTS
    if config.file in ("", "docreplay.toml") and (hidden := hidden_table(config.root)):
        yield hidden
    yield from (f"warning: {warning}" for warning in warnings_about(config))


def pages_not_collected(pytest_config: pytest.Config, status: int) -> str:
    """Return a sentence if no test was found and an argument has pages, in no project; or `""`."""
    if status not in _EMPTY or not any(map(_has_pages, arguments(pytest_config))):
        return ""
    return _NOT_COLLECTED


def arguments(pytest_config: pytest.Config) -> Iterator[Path]:
    """Yield the files and folders in the arguments of pytest that exist."""
    start = pytest_config.invocation_params.dir
    for argument in pytest_config.args:
        place = (start / argument.partition("::")[0]).resolve()
        if place.exists():
            yield place


def _has_pages(place: Path) -> bool:
    if place.is_file():
        return is_page_name(place.name)
    return any(is_page_name(file.name) for file in place.rglob("*"))

"""Finds the project of a command, and reads its configuration."""

from pathlib import Path

from docreplay.cli.terminal import show
from docreplay.config import load as configuration
from docreplay.config.settings import Config
from docreplay.config.warnings import warnings_about
from docreplay.report.printable import inert
from docreplay.sources import trusted_config


def load(root: Path | None, file: Path | None, trust: str | None = None) -> Config:
    """Return the configuration of a project: of the folder, or else of the nearest parent.

    `trust` is where settings that can send a request or a credential somewhere are taken from.
    """
    folder = root.resolve() if root else configuration.find_root(Path.cwd())
    if not file and (hidden := configuration.hidden_table(folder)):
        _say(hidden)
    config = trusted_config.load(folder, file, trust, _say_ignored)
    for warning in warnings_about(config):
        _say(f"warning: {warning}")
    return config


def _say_ignored(key: str, file: str) -> None:
    _say(f"`{key}` of {file} is ignored (--trust-config)")


def _say(message: str) -> None:
    show(inert(f"docreplay: {message}\n"), err=True)

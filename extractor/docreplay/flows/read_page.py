"""Reads one page: its code blocks, requests and responses, and what is wrong with them."""

from pathlib import Path

from docreplay.config.settings import Config
from docreplay.flows.pages.pages import pages, readings
from docreplay.model.exchange import Reading


def read_page(config: Config, path: str | Path) -> Reading:
    """Return what docreplay reads from one page of the documentation.

    `path` is absolute, or relative to the project. Raise `ConfigError` if it does not exist, and
    `NothingMatched` if it is not a page or is excluded.
    """
    return next(readings(config, pages(config, [str(path)])[:1]))

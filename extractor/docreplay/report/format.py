"""Report formats of docreplay and of other packages."""

from collections.abc import Callable
from dataclasses import dataclass

from docreplay.diagnostics.registry import ExtensionPoint
from docreplay.errors import ConfigError, did_you_mean
from docreplay.model.run import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A report format; `render` returns the whole report, ending in a line end."""

    name: str
    suffix: str
    """Usual file extension, such as `.xml`."""
    render: Callable[[Run], str]


FORMATS = ExtensionPoint("docreplay.report.formats", "docreplay.formats", "FORMAT", Format)


def format_names() -> tuple[str, ...]:
    """Return the names of all formats, sorted; none of them is imported."""
    return FORMATS.names()


def format_named(name: str) -> Format:
    """Import and return the format of that name. Raise `ConfigError` for an unknown one."""
    if name not in format_names():
        near = did_you_mean(name, format_names())
        known = ", ".join(format_names())
        raise ConfigError(f"unknown report format `{name}`{near}", hint=f"use one of: {known}")
    return FORMATS.load(name)

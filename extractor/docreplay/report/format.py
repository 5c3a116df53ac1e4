"""What a report format is, and which there are."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from docreplay.diagnostics.registry import module_names
from docreplay.errors import ConfigError, did_you_mean
from docreplay.model.run import Run

_PACKAGE = "docreplay.report.formats"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A syntax of reports; `render` gives the whole report, ending in a line end."""

    name: str
    suffix: str
    """The usual ending of such a file, such as `.xml`."""
    render: Callable[[Run], str]


def format_names() -> tuple[str, ...]:
    """The names of all formats, sorted; none of them is loaded."""
    return module_names(_PACKAGE)


def format_named(name: str) -> Format:
    """The format of that name, loaded alone. Raises `ConfigError` for an unknown one."""
    if name not in format_names():
        near = did_you_mean(name, format_names())
        known = ", ".join(format_names())
        raise ConfigError(f"there is no report format `{name}`{near}", hint=f"use one of: {known}")
    found = import_module(f"{_PACKAGE}.{name}").FORMAT
    if not isinstance(found, Format):
        raise TypeError(f"{_PACKAGE}.{name} must define FORMAT of type Format")
    return found

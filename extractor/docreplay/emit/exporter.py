"""What an exporter is: it turns cases into the files of another tool. And which there are."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from docreplay.diagnostics.registry import ExtensionPoint
from docreplay.errors import ConfigError, did_you_mean
from docreplay.model.case import Case
from docreplay.model.cassette import Cassette


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedFile:
    """One file to write."""

    path: str
    """Where it belongs below the output folder, with `/` between folders."""
    text: str
    verify: Callable[[], None] = lambda: None
    """Raise an error that prevents a file from being written; not called if nothing changed."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format of files made from cases.

    `export` gets the cases in the order of their pages, those of one page together, and yields
    files. It can yield each file as soon as its cases are known, or read all cases first. It
    neither reads nor writes files. Text that comes from a page must be quoted for the format.
    """

    export: Callable[[Iterable[Case]], Iterable[ExportedFile]]
    export_recordings: Callable[[Iterable[Cassette], str], Iterable[ExportedFile]] | None = None
    """For a format of recorded exchanges: gets the recordings of each page and the base URL, which
    may be `""`, instead of the cases. They contain no secrets. One that was made of a documented
    exchange has the day `DOCUMENTED`."""


EXPORTERS = ExtensionPoint("docreplay.emit.exporters", "docreplay.exporters", "EXPORTER", Exporter)


def exporter_named(name: str) -> Exporter:
    """Import and return the exporter of that name. Raise `ConfigError` for an unknown one."""
    names = EXPORTERS.names()
    if name not in names:
        known = ", ".join(names)
        message = f"unknown exporter `{name}`{did_you_mean(name, names)}"
        raise ConfigError(message, hint=f"use one of: {known}")
    return EXPORTERS.load(name)

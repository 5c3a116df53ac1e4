"""What an exporter is: it turns cases into the files of another tool. And which there are."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from docreplay.diagnostics.registry import ExtensionPoint
from docreplay.errors import ConfigError, did_you_mean
from docreplay.model.case import Case
from docreplay.model.recordings.cassette import Cassette
from docreplay.model.stories.story import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedFile:
    """One file to write."""

    path: str
    """Where it belongs below the output folder, with `/` between folders."""
    text: str
    verify: Callable[[], None] = lambda: None
    """Raise an error that prevents a file from being written; not called if nothing changed."""
    notes: tuple[str, ...] = ()
    """What the format cannot say, so that it is in extensions, as the command reports it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryCollection:
    """Stories, and what they are written with."""

    stories: tuple[Story, ...]
    """Those of one file together."""
    cases: Mapping[str, Case]
    """The documented cases that steps name, by their ids."""
    documented: Callable[[str, str], str] = lambda _method, _path: ""
    """Return the id of the case that documents a method and a path, or `""`."""
    base_url: str = ""


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
    export_stories: Callable[[StoryCollection], Iterable[ExportedFile]] | None = None
    """For a format of requests that depend on each other: gets stories instead of the cases."""


EXPORTERS = ExtensionPoint("docreplay.emit.exporters", "docreplay.exporters", "EXPORTER", Exporter)


def exporter_named(name: str) -> Exporter:
    """Import and return the exporter of that name. Raise `ConfigError` for an unknown one."""
    names = EXPORTERS.names()
    if name not in names:
        known = ", ".join(names)
        message = f"unknown exporter `{name}`{did_you_mean(name, names)}"
        raise ConfigError(message, hint=f"use one of: {known}")
    return EXPORTERS.load(name)

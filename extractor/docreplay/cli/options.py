"""The options that commands share, and the settings they make."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import update_wrapper
from pathlib import Path
from typing import Any, NamedTuple

import click

from docreplay.cli.terminal import wants_colour
from docreplay.config import load as configuration
from docreplay.config.settings import Config
from docreplay.errors import did_you_mean
from docreplay.model.finding import Severity
from docreplay.report.format import format_names
from docreplay.report.style import PLAIN, Style

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class Target(NamedTuple):
    """A report to write: its format, and where to."""

    format: str
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonOptions:
    """What every command that finds something is told."""

    config: Config
    paths: tuple[str, ...] = ()
    """Pages and folders to limit the work to, absolute."""
    output_format: str = ""
    """The format of stdout; none means the command's own."""
    reports: tuple[Target, ...] = ()
    exit_zero: bool = False
    baseline_update: bool = False
    """Whether the baseline of the configuration is to know everything that is found."""
    changed_since: str | None = None
    """The revision since which a page must have changed to be looked at."""
    style: Style = PLAIN
    """How text on stdout looks."""
    error_style: Style = PLAIN
    """How text on stderr looks."""


class _FormatName(click.ParamType[str]):
    name = "format"

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "FORMAT"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value in self.names:
            return value
        near = did_you_mean(value, self.names)
        known = ", ".join(self.names)
        return self.fail(f"there is no format `{value}`{near}; use one of: {known}", param, ctx)


class _ReportTarget(click.ParamType[Target]):
    name = "FORMAT=PATH"

    def convert(
        self, value: str | Target, param: click.Parameter | None, ctx: click.Context | None
    ) -> Target:
        if isinstance(value, Target):
            return value
        name, sign, path = value.partition("=")
        if not sign or not path:
            self.fail(f"`{value}` is not FORMAT=PATH, such as junit=report.xml", param, ctx)
        return Target(_FormatName(format_names()).convert(name, param, ctx), Path(path))


def format_option(names: tuple[str, ...], default: str) -> Decorator:
    """`--output-format`, with the names it may have."""
    return click.option(
        "--output-format",
        type=_FormatName(names),
        default=default,
        help=f"How to print on stdout: {', '.join(names)} (default: {default}).",
    )


_PLACE: tuple[Decorator, ...] = (
    click.option(
        "--config",
        "config_file",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help="The configuration file, instead of the project's own.",
    ),
    click.option(
        "--root",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        help="The project's folder (default: the nearest one upwards with a configuration).",
    ),
)
_OUTPUT: tuple[Decorator, ...] = (
    click.option("-q", "--quiet", count=True, help="Print one line for each finding."),
    click.option("-v", "--verbose", count=True, help="Print everything, whole."),
    click.option(
        "--color",
        "colour",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        help="When to colour (default: auto; NO_COLOR and FORCE_COLOR are obeyed).",
    ),
)
_FINDINGS: tuple[Decorator, ...] = (
    click.option(
        "--report",
        "reports",
        type=_ReportTarget(),
        multiple=True,
        help="Write a report as well; may be given several times.",
    ),
    click.option(
        "--select",
        multiple=True,
        metavar="CODE",
        help="Report these codes or names only; `DOC1` means all that begin so.",
    ),
    click.option("--ignore", multiple=True, metavar="CODE", help="Leave these out."),
    click.option("--exit-zero", is_flag=True, help="Exit with 0 even where there are findings."),
    click.option(
        "--fail-on",
        type=click.Choice(["error", "warning", "note"]),
        help="The least severity to exit with 1 for (default: error).",
    ),
)
_NEW_ONLY: tuple[Decorator, ...] = (
    click.option(
        "--baseline",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Report only what is not in this file of accepted findings.",
    ),
    click.option(
        "--baseline-update", is_flag=True, help="Accept all that is found: write that file."
    ),
    click.option(
        "--changed-since",
        metavar="REV",
        help="Only pages that changed since this revision of git.",
    ),
)


def place_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--config` and `--root`; the command is called with `config`."""

    def command(*, config_file: Path | None, root: Path | None, **others: object) -> object:
        return function(config=load(root, config_file), **others)

    return _with_options(command, function, _PLACE)


def finding_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Everything that commands with findings share; the command is called with `given`."""

    def command(**values: Any) -> object:
        own = {name: values.pop(name) for name in list(values) if name not in _SHARED}
        return function(given=_given(values), **own)

    paths: Decorator = click.argument("paths", nargs=-1, metavar="[PATH]...")
    return _with_options(command, function, (paths, *_FINDINGS, *_PLACE, *_OUTPUT))


def new_only_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--baseline`, `--baseline-update` and `--changed-since`, within `given`."""

    def command(
        *,
        given: CommonOptions,
        baseline: Path | None,
        baseline_update: bool,
        changed_since: str | None,
        **own: object,
    ) -> object:
        config = override(given, baseline=str(Path.cwd() / baseline) if baseline else None)
        told = replace(
            given,
            config=config,
            baseline_update=baseline_update,
            changed_since=changed_since,
        )
        return function(given=told, **own)

    return _with_options(command, function, _NEW_ONLY)


_SHARED = {
    "paths",
    "reports",
    "select",
    "ignore",
    "exit_zero",
    "fail_on",
    "config_file",
    "root",
    "quiet",
    "verbose",
    "colour",
    "output_format",
}


def load(root: Path | None, file: Path | None) -> Config:
    """The configuration of a project; the folder is looked for upwards where none is named."""
    folder = root.resolve() if root else configuration.find_root(Path.cwd())
    return configuration.load(folder, file)


def override(given: CommonOptions, **settings: object) -> Config:
    """The configuration under the options of a command; one that was not given says nothing."""
    said = {name: value for name, value in settings.items() if not _is_unsaid(value)}
    return configuration.override(given.config, **said)


def _is_unsaid(value: object) -> bool:
    """Whether an option has the value of one that was not given: 0 and `""` were."""
    return value is None or value is False or value in ((), {})


def resolved(paths: Iterable[str], root: Path) -> tuple[str, ...]:
    """The paths from where the user stands, or else from the project's folder."""
    return tuple(_resolved(path, root) for path in paths)


def _resolved(path: str, root: Path) -> str:
    here = Path.cwd() / path
    return str(here if here.exists() or not (root / path).exists() else root.resolve() / path)


def _given(values: Mapping[str, Any]) -> CommonOptions:
    config = configuration.override(
        load(values["root"], values["config_file"]),
        select=_words(values["select"]),
        ignore=_words(values["ignore"]),
        fail_on=Severity[values["fail_on"].upper()] if values["fail_on"] else None,
    )
    verbosity = values["verbose"] - values["quiet"]
    paths = resolved(values["paths"], config.root)
    return CommonOptions(
        config=_with_docs(config, paths),
        paths=paths,
        output_format=values.get("output_format", ""),
        reports=values["reports"],
        exit_zero=values["exit_zero"],
        style=Style(colour=wants_colour(values["colour"], sys.stdout), verbosity=verbosity),
        error_style=Style(colour=wants_colour(values["colour"], sys.stderr), verbosity=verbosity),
    )


def _with_docs(config: Config, paths: tuple[str, ...]) -> Config:
    """The configuration; in a folder that has none, the paths are all the documentation there is.

    So a first try needs no configuration: `docreplay check some/folder`.
    """
    if not paths or configuration.is_configured(config.root):
        return config
    if any((config.root / docs).exists() for docs in config.docs):
        return config
    docs = (Path(os.path.relpath(path, config.root)).as_posix() for path in paths)
    return configuration.override(config, docs=tuple(docs))


def _words(values: tuple[str, ...]) -> tuple[str, ...] | None:
    words = tuple(word.strip() for value in values for word in value.split(",") if word.strip())
    return words or None


def _with_options(
    command: Callable[..., Any], function: Callable[..., Any], options: tuple[Decorator, ...]
) -> Callable[..., Any]:
    update_wrapper(command, function)
    for option in reversed(options):
        command = option(command)
    return command

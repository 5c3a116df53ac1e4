"""Options that commands share, and the configuration that they result in."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import update_wrapper
from pathlib import Path
from typing import Any

import click

from docreplay.cli.choice import Choice
from docreplay.cli.formats import FormatName, ReportTarget, Target
from docreplay.cli.html_options import HTML, NO_HTML_OPTIONS, HtmlOptions, html_of
from docreplay.cli.project import load
from docreplay.cli.selected_paths import below, resolved
from docreplay.cli.terminal import wants_colour
from docreplay.config import load as configuration
from docreplay.config.settings import Config
from docreplay.model.finding import Severity
from docreplay.report.style import PLAIN, Style

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonOptions:
    """Options of every command that reports findings."""

    config: Config
    paths: tuple[str, ...] = ()
    """Absolute paths of the selected pages and folders; none selects all."""
    output_format: str = ""
    """Format of stdout, or `""` for the default of the command."""
    reports: tuple[Target, ...] = ()
    html: HtmlOptions = NO_HTML_OPTIONS
    least: Severity = Severity.NOTE
    """Findings that are less severe are counted, but not reported."""
    statistics: bool = False
    """Whether stdout has the number of findings of each rule instead of the findings."""
    exit_zero: bool = False
    baseline_update: bool = False
    """Whether all current findings are written to the baseline file."""
    changed_since: str | None = None
    """Git revision; pages that have not changed since are skipped."""
    style: Style = PLAIN
    """Style of text on stdout."""
    error_style: Style = PLAIN
    """Style of text on stderr."""


def format_option(names: tuple[str, ...], default: str) -> Decorator:
    """Return the option `--output-format` with its valid names."""
    return click.option(
        "--output-format",
        type=FormatName(names),
        default=default,
        help=f"Format of stdout: {', '.join(names)} (default: {default}).",
    )


PLACE: tuple[Decorator, ...] = (
    click.option(
        "--config",
        "config_file",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        metavar="FILE",
        help="Configuration file to use instead of the project's.",
    ),
    click.option(
        "--root",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        metavar="DIR",
        help="Folder of the project (default: the nearest parent with a configuration).",
    ),
    click.option(
        "--trust-config",
        "trust_config",
        metavar="REV",
        envvar="DOCREPLAY_TRUST_CONFIG",
        help="Take hosts, headers and methods from this git revision's configuration (or a .toml"
        " file), for runs on untrusted pull requests.",
    ),
)
OUTPUT: tuple[Decorator, ...] = (
    click.option("-q", "--quiet", count=True, help="Print one line for each finding."),
    click.option("-v", "--verbose", count=True, help="Print all details."),
    click.option(
        "--color",
        "colour",
        type=Choice(["auto", "always", "never"]),
        default="auto",
        help="Use colors (default: auto; respects NO_COLOR and FORCE_COLOR).",
    ),
)
_REPORT = (
    click.option(
        "--report",
        "reports",
        type=ReportTarget(),
        multiple=True,
        help="Write a report to a file (repeatable).",
    ),
    *HTML,
)
_SHOWN: tuple[Decorator, ...] = (
    click.option(
        "--severity",
        "least",
        type=Choice(["error", "warning", "note"]),
        help="Report only findings that are at least this severe (default: note).",
    ),
    click.option(
        "--statistics",
        is_flag=True,
        help="Print the number of findings of each rule instead of the findings.",
    ),
    click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings."),
)
_FAIL_ON = click.option(
    "--fail-on",
    type=Choice(["error", "warning", "note"]),
    help="Minimum severity to exit with 1 (default: error).",
)
FINDINGS: tuple[Decorator, ...] = (
    *_REPORT,
    click.option(
        "--select",
        multiple=True,
        metavar="CODE",
        help="Report only these codes or names, or those that begin so, as DOC1 (repeatable).",
    ),
    click.option(
        "--ignore",
        multiple=True,
        metavar="CODE",
        help="Ignore these codes or names (repeatable).",
    ),
    *_SHOWN,
)
RENDERING: tuple[Decorator, ...] = (*_REPORT, *_SHOWN, _FAIL_ON)
"""Options of a command that renders findings, and looks for none."""
_NEW_ONLY: tuple[Decorator, ...] = (
    click.option(
        "--baseline",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Report only findings that are not in the baseline FILE.",
    ),
    click.option(
        "--baseline-update",
        is_flag=True,
        help="Write all current findings to the baseline file.",
    ),
    click.option(
        "--changed-since",
        metavar="REV",
        help="Check only pages that changed since this git revision.",
    ),
)


def place_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--config` and `--root`; the command is called with `config`."""

    def command(
        *, config_file: Path | None, root: Path | None, trust_config: str | None, **others: object
    ) -> object:
        return function(config=load(root, config_file, trust_config), **others)

    return with_options(command, function, PLACE)


def finding_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of commands with findings; the command is called with `given`."""

    def command(**values: Any) -> object:
        own = {name: values.pop(name) for name in list(values) if name not in SHARED}
        return function(given=given_of(values), **own)

    paths: Decorator = click.argument("paths", nargs=-1, metavar="[PATH]...")
    return with_options(command, function, (paths, *FINDINGS, _FAIL_ON, *PLACE, *OUTPUT))


def new_only_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--baseline`, `--baseline-update` and `--changed-since`, in `given`."""

    def command(
        *,
        given: CommonOptions,
        baseline: Path | None,
        baseline_update: bool,
        changed_since: str | None,
        **own: object,
    ) -> object:
        config = override(given, baseline=str(Path.cwd() / baseline) if baseline else None)
        extended = replace(
            given,
            config=config,
            baseline_update=baseline_update,
            changed_since=changed_since,
        )
        return function(given=extended, **own)

    return with_options(command, function, _NEW_ONLY)


SHARED = {
    "paths",
    "reports",
    "link",
    "history",
    "select",
    "ignore",
    "least",
    "statistics",
    "exit_zero",
    "fail_on",
    "config_file",
    "root",
    "trust_config",
    "quiet",
    "verbose",
    "colour",
    "output_format",
}


def override(given: CommonOptions, **settings: object) -> Config:
    """Return the configuration with the options of a command that are given."""
    present = {name: value for name, value in settings.items() if not is_absent(value)}
    return configuration.override(given.config, **present)


def is_absent(value: object) -> bool:
    """Return True for the value of an option that is not given; 0 and `""` are given."""
    return value is None or value is False or value in ((), {})


def given_of(values: Mapping[str, Any]) -> CommonOptions:
    """Return the common options of a command from the values of all its parameters."""
    config = configuration.override(
        load(values["root"], values["config_file"], values["trust_config"]),
        select=_words(values["select"]),
        ignore=_words(values["ignore"]),
        fail_on=_severity(values["fail_on"]),
    )
    verbosity = values["verbose"] - values["quiet"]
    paths = resolved(values["paths"], config.root)
    return CommonOptions(
        config=with_docs(config, paths),
        paths=paths,
        output_format=values.get("output_format", ""),
        reports=values["reports"],
        html=html_of(values),
        least=_severity(values["least"]) or Severity.NOTE,
        statistics=values["statistics"],
        exit_zero=values["exit_zero"],
        style=Style(colour=wants_colour(values["colour"], sys.stdout), verbosity=verbosity),
        error_style=Style(colour=wants_colour(values["colour"], sys.stderr), verbosity=verbosity),
    )


def _severity(name: str | None) -> Severity | None:
    return Severity[name.upper()] if name else None


def with_docs(config: Config, paths: tuple[str, ...]) -> Config:
    """Return the configuration; without a file, its documentation is the given paths.

    So a first run needs no configuration: `docreplay check some/folder`.
    """
    if not paths or configuration.is_configured(config.root):
        return config
    if any((config.root / docs).exists() for docs in config.docs):
        return config
    docs = tuple(below(config.root, path) for path in paths if Path(path).is_absolute())
    return configuration.override(config, docs=docs) if docs else config


def _words(values: tuple[str, ...]) -> tuple[str, ...] | None:
    return (
        tuple(word.strip() for text in values for word in text.split(",") if word.strip()) or None
    )


def with_options(
    command: Callable[..., Any], function: Callable[..., Any], options: tuple[Decorator, ...]
) -> Callable[..., Any]:
    """Return a command with the options, documented as the function."""
    update_wrapper(command, function)
    for add in reversed(options):
        command = add(command)
    return command

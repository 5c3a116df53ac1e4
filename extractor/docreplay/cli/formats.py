"""Types of the options `--output-format` and `--report`."""

from pathlib import Path
from typing import NamedTuple

import click

from docreplay.errors import did_you_mean
from docreplay.report.format import format_names

WORKBENCH = "workbench"
"""A report of `docreplay drift`; it is made of more than a run."""


class Target(NamedTuple):
    """Format and path of a report to write."""

    format: str
    path: Path


class FormatName(click.ParamType[str]):
    """The name of an output format."""

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
        return self.fail(f"unknown format `{value}`{near}; use one of: {known}", param, ctx)


class ReportTarget(click.ParamType[Target]):
    """`FORMAT=PATH`, as `--report` takes it."""

    name = "FORMAT=PATH"

    def convert(
        self, value: str | Target, param: click.Parameter | None, ctx: click.Context | None
    ) -> Target:
        if isinstance(value, Target):
            return value
        name, sign, path = value.partition("=")
        if not sign or not path:
            self.fail(
                f"expected FORMAT=PATH, got `{value}` (example: junit=report.xml)", param, ctx
            )
        known = (*format_names(), *_only_of(ctx))
        return Target(FormatName(known).convert(name, param, ctx), Path(path))


def _only_of(ctx: click.Context | None) -> tuple[str, ...]:
    """Return the reports that only the command of a context writes."""
    is_drift = ctx is not None and ctx.command.name == "drift"
    return (WORKBENCH,) if is_drift else ()

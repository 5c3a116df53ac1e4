"""Options of commands that report changes of an API."""

from collections.abc import Callable
from typing import Any

import click

from docreplay.cli.options import FINDINGS, OUTPUT, PLACE, SHARED, given_of, with_options
from docreplay.model.api_change import SEVERITIES

_FAIL_ON = click.option(
    "--fail-on",
    type=click.Choice(["breaking", "unknown", "non-breaking", "error", "warning", "note"]),
    help="Class of changes, or minimum severity, to exit with 1 (default: breaking).",
)


def change_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of commands that report changes, and select no pages.

    The severity of a change follows from its class, so `--fail-on` takes classes as well.
    """

    def command(fail_on: str | None, **values: Any) -> object:
        own = {name: values.pop(name) for name in list(values) if name not in SHARED}
        least = str(SEVERITIES[fail_on]) if fail_on in SEVERITIES else fail_on
        return function(given=given_of({"paths": (), "fail_on": least, **values}), **own)

    return with_options(command, function, (*FINDINGS, _FAIL_ON, *PLACE, *OUTPUT))

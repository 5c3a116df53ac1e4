"""Options of commands that report changes of an API, and select no pages."""

from collections.abc import Callable
from typing import Any

import click

from docreplay.cli.choice import Choice
from docreplay.cli.options import FINDINGS, OUTPUT, PLACE, SHARED, given_of, with_options
from docreplay.model.finding import CHANGE_CLASSES

_FAIL_ON = click.option(
    "--fail-on",
    type=Choice([*CHANGE_CLASSES, "error", "warning", "note"]),
    help="Class of changes, or minimum severity, to exit with 1 (default: error).",
)


def change_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of commands with findings about changes; `--fail-on` takes classes, too.

    The command is called with `given` and `fail_on_class`, which is `""` for a severity.
    """

    def command(fail_on: str | None, **values: Any) -> object:
        own = {name: values.pop(name) for name in list(values) if name not in SHARED}
        is_class = fail_on in CHANGE_CLASSES
        severity = None if is_class else fail_on
        given = given_of({"paths": (), "fail_on": severity, **values})
        return function(given=given, fail_on_class=fail_on if is_class else "", **own)

    return with_options(command, function, (*FINDINGS, _FAIL_ON, *PLACE, *OUTPUT))

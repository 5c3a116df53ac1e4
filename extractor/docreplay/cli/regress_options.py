"""The options of `docreplay regress`: those of all findings, and classes to fail on."""

from collections.abc import Callable
from typing import Any

import click

from docreplay.cli.choice import Choice
from docreplay.cli.options import finding_options
from docreplay.model.finding import CHANGE_CLASSES


def regress_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of commands with findings; `--fail-on` takes classes of changes, too.

    The command is called with `given` and `fail_on_class`, which is `""` for a severity.
    """
    with_options = finding_options(function)

    def command(fail_on: str | None, **values: Any) -> object:
        is_class = fail_on in CHANGE_CLASSES
        return with_options(
            fail_on=None if is_class else fail_on,
            fail_on_class=fail_on if is_class else "",
            **values,
        )

    given: list[click.Parameter] = getattr(with_options, "__click_params__", [])
    command.__dict__.update(with_options.__dict__)
    command.__doc__, command.__name__ = function.__doc__, function.__name__
    command.__click_params__ = [_with_classes(param) for param in given]  # type: ignore[attr-defined]  # click's own
    return command


def _with_classes(param: click.Parameter) -> click.Parameter:
    """Return the parameter; `--fail-on` with the classes of changes before the severities."""
    if param.name != "fail_on":
        return param
    return click.Option(
        ["--fail-on"],
        type=Choice([*CHANGE_CLASSES, "error", "warning", "note"]),
        help="Class of changes, or minimum severity, to exit with 1 (default: error).",
    )

"""Options of commands that send documented requests to a service."""

from collections.abc import Callable
from functools import reduce
from typing import Any

import click

from docreplay.cli.options import CommonOptions, Decorator
from docreplay.config.name_value import parse_pairs

SERVICE: tuple[Decorator, ...] = (
    click.option("--base-url", metavar="URL", help="Service to test (default: embedded service)."),
    click.option(
        "--unsafe-methods",
        is_flag=True,
        help="Send methods that may change data (POST, PUT, PATCH, DELETE, …).",
    ),
    click.option(
        "--var",
        multiple=True,
        metavar="NAME=VALUE",
        help="Set the value of a placeholder (repeatable).",
    ),
    click.option(
        "--allow-host",
        "allow_hosts",
        multiple=True,
        metavar="HOST",
        help="Allow documented absolute URLs to reach this host (repeatable).",
    ),
    click.option(
        "--header",
        multiple=True,
        metavar="NAME=VALUE",
        help="Send a header with every request (repeatable).",
    ),
    click.option(
        "--timeout",
        type=float,
        metavar="SECONDS",
        help="Time limit of each request (default: 30).",
    ),
)
"""Options about the service and what may be sent to it."""

PAGES: tuple[Decorator, ...] = (
    click.option(
        "--locale",
        "locales",
        multiple=True,
        metavar="TAG",
        help="Read only this locale (repeatable).",
    ),
    click.option(
        "--all-locales",
        is_flag=True,
        help="Test translations even if they equal their source.",
    ),
    click.option(
        "--pair-ignored",
        is_flag=True,
        help="Pair requests and responses that are annotated as ignored.",
    ),
    click.option(
        "--infer-unannotated",
        is_flag=True,
        help="Pair code blocks without an annotation.",
    ),
)
"""Options about which cases the pages have."""


def service_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options about the service and the cases; they are settings of the configuration."""
    return reduce(lambda decorated, add: add(decorated), reversed((*SERVICE, *PAGES)), function)


def pairs(given: CommonOptions, var: tuple[str, ...], header: tuple[str, ...]) -> dict[str, Any]:
    """Return the settings of `--var` and `--header`, which add to the configured headers."""
    headers = {**given.config.headers, **parse_pairs(header, "--header")}
    return {"variables": parse_pairs(var, "--var"), "headers": headers}

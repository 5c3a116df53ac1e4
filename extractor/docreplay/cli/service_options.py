"""Options of commands that send documented requests to a service."""

from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any

import click

from docreplay.cli.options import Decorator
from docreplay.config.name_value import parse_pairs
from docreplay.config.settings import Config
from docreplay.model.shard import Shard
from docreplay.sources.values_file import values_of_files


class ShardNumber(click.ParamType[Shard]):
    """`NUMBER/COUNT`, as `--shard` takes it."""

    name = "NUMBER/COUNT"

    def convert(
        self, value: str | Shard, param: click.Parameter | None, ctx: click.Context | None
    ) -> Shard:
        if isinstance(value, Shard):
            return value
        try:
            return Shard.parse(value)
        except ValueError as error:
            return self.fail(str(error), param, ctx)


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
        "--vars-file",
        "vars_files",
        multiple=True,
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Read values of placeholders from a TOML, YAML, JSON or .env file (repeatable).",
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
        "--max-in-flight",
        type=click.IntRange(0, 9999),
        metavar="NUMBER",
        help="Number of requests that all worker processes of -n may have in flight together"
        " (default: one for each).",
    ),
    click.option(
        "--timeout",
        type=float,
        metavar="SECONDS",
        help="Time limit of each request (default: 30).",
    ),
    click.option(
        "--run-timeout",
        metavar="SECONDS",
        help="Time after which the run sends no more requests.",
    ),
    click.option(
        "--max-requests",
        metavar="NUMBER",
        help="Number of requests after which the run sends no more.",
    ),
    click.option(
        "--rate-limit",
        metavar="RATE",
        help="Send at most this many requests, such as 10/s or 100/m; `auto` obeys the"
        " service's headers.",
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


def pairs(config: Config, settings: dict[str, Any]) -> dict[str, Any]:
    """Return the settings, with those of `--var`, `--vars-file` and `--header` parsed.

    Headers add to the configured ones; of two files, the later one counts.
    """
    headers = {**config.headers, **parse_pairs(settings.pop("header"), "--header")}
    of_files = values_of_files(settings.pop("vars_files"))
    variables = parse_pairs(settings.pop("var"), "--var")
    return {**settings, "variables": variables, "file_variables": of_files, "headers": headers}

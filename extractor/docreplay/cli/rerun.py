"""The command that runs a failed case again: that of this run, but for its paths and its output."""

import re
import shlex
from collections.abc import Iterator

import click
from click.core import ParameterSource

from docreplay.model.http.origin import without_credentials
from docreplay.model.secret_names import may_be_secret
from docreplay.replay.secrets.redact import SHORTEST

_KEPT = (
    "config_file",
    "root",
    "base_url",
    "snapshot",
    "unsafe_methods",
    "var",
    "vars_files",
    "captures",
    "allow_hosts",
    "header",
    "timeout",
    "record_mode",
    "cassettes",
    "block_network",
    "locales",
    "all_locales",
    "pair_ignored",
    "infer_unannotated",
    "safe",
    "trust_config",
)
"""The options that decide which tests there are and what is sent."""


_REFERENCE = re.compile(r"(?:Bearer |Basic )?\$env:\w+")
"""A header value that names a variable and shows nothing of it."""


def rerun_command(ctx: click.Context) -> str:
    """Return the command line with the options that matter for a case; secrets are hidden."""
    words = [*ctx.command_path.split(), *_options(ctx)]
    return " ".join(word if word == "***" else shlex.quote(word) for word in words)


def repeated_command(ctx: click.Context) -> str:
    """Return the command line with these options and the paths that were given."""
    paths = (shlex.quote(path) for path in ctx.params.get("paths") or ())
    return " ".join([rerun_command(ctx), *paths])


def _options(ctx: click.Context) -> Iterator[str]:
    for param in ctx.command.params:
        name = param.name or ""
        given = ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if name not in _KEPT or not given:
            continue
        value = ctx.params[name]
        if value is True:
            yield param.opts[0]
            continue
        for item in value if isinstance(value, tuple) else (value,):
            yield from (param.opts[0], _shown(name, str(item)))


def _shown(name: str, value: str) -> str:
    """Return the value of an option as others may see it.

    Which values are secret is only known where they are put in: a page may use any of them as a
    password. So values of placeholders and headers are hidden, unless they are too short to be
    secrets or are read from the environment.
    """
    if name == "base_url":
        return without_credentials(value)
    if name not in ("var", "header"):
        return value
    key, sign, content = value.partition("=")
    if name == "header":
        is_open = _REFERENCE.fullmatch(content) is not None
    else:
        is_open = len(content) < SHORTEST and not may_be_secret(key)
    return value if is_open else f"{key}{sign}***"

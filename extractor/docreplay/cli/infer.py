"""The option `--infer-unannotated`, which commands that read pages share."""

from collections.abc import Callable
from typing import Any

import click


def infer_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option to read messages without annotation, as `infer_unannotated`."""
    add = click.option(
        "--infer-unannotated",
        is_flag=True,
        help="Read HTTP messages in code blocks without an annotation as well.",
    )
    return add(function)

"""Options about the responses of a service: what is taken from them, followed, and recorded."""

from collections.abc import Callable
from functools import reduce
from typing import Any, get_args

import click

from docreplay.cli.choice import Choice
from docreplay.config.following_keys import POLL_MODES
from docreplay.model.recordings.cassette import RecordMode

RECORDINGS = (
    click.option(
        "--record-mode",
        type=Choice(get_args(RecordMode)),
        help="Use recorded responses (default: off).",
    ),
    click.option(
        "--cassettes",
        metavar="FOLDER",
        help="Folder of the recorded responses (default: cassettes).",
    ),
    click.option(
        "--block-network",
        is_flag=True,
        help="Send no request to a real service: what has no recording fails.",
    ),
)
CAPTURES = click.option(
    "--captures",
    type=Choice(("annotated", "infer")),
    help="Take values from earlier responses: as annotated, or also where the pages document"
    " them (default: annotated).",
)
FOLLOWED = (
    CAPTURES,
    click.option(
        "--poll",
        type=Choice(POLL_MODES),
        help="Follow operations accepted with 202 to their end (default: needed).",
    ),
    click.option(
        "--follow-pages",
        multiple=True,
        metavar="PATTERN",
        help="Read the lists of these pages and cases to the last page (repeatable).",
    ),
)
"""What responses lead to: values of later requests, operations, further pages."""


def followed_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options about what responses lead to."""
    return reduce(lambda decorated, add: add(decorated), reversed(FOLLOWED), function)

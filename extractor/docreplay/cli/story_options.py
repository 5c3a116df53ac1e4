"""Options of `docreplay test` about what stories create."""

import click

from docreplay.cli.terminal import show
from docreplay.config.settings import Config
from docreplay.errors import ExitCode
from docreplay.report.printable import inert

STORIES = (
    click.option(
        "--keep",
        "keep_created",
        is_flag=True,
        default=None,
        help="Leave what stories and the run created, instead of removing it at the end.",
    ),
    click.option(
        "--cleanup",
        is_flag=True,
        help="Only remove what killed runs left on the service.",
    ),
)


def clean_up(config: Config) -> int:
    """Remove what stories left; return 1 if some of it cannot be removed."""
    from docreplay.flows.story_runs.leftovers import clean_up as remove_leftovers

    removed, left = remove_leftovers(config)
    _say(f"removed {removed} leftover{'' if removed == 1 else 's'} of earlier runs")
    for url in left:
        _say(f"not removed: {url}")
    return ExitCode.FINDINGS if left else ExitCode.CLEAN


def _say(message: str) -> None:
    show(inert(f"docreplay: {message}\n"), err=True)

"""`docreplay report`: merge JSON reports, and render them in any format."""

from pathlib import Path
from typing import Any

import click

from docreplay.cli.finish import finish
from docreplay.cli.help import Command
from docreplay.cli.options import OUTPUT, PLACE, RENDERING, format_option, given_of, with_options
from docreplay.report.format import format_names


def _command(*, files: tuple[Path, ...], **values: Any) -> int:
    """Merge JSON reports into one, and render it.

    FILE is what `--report json=FILE` of any command wrote: of the shards of a run, or of several
    commands or locales. Cases and findings are counted anew. A missing shard is an error (RUN520),
    and so are two reports of one command with the same case.
    """
    from docreplay.flows import report as report_flow

    unused = {"paths": (), "select": (), "ignore": ()}
    return finish(report_flow.report(files), given_of({**values, **unused}))


_FILES = click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)

COMMAND = click.command(
    "report",
    cls=Command,
    epilog="\b\nExamples:\n"
    "  docreplay report shard-1.json shard-2.json --report html=report.html\n"
    "  docreplay report check.json test.json --output-format markdown\n"
    "  docreplay report drift-de.json drift-ja.json diff.json --report html=all.html",
)(
    format_option(format_names(), "text")(
        with_options(_command, _command, (_FILES, *RENDERING, *PLACE, *OUTPUT))
    )
)

"""`docreplay export`: write the documented exchanges in the format of another tool."""

from pathlib import Path

import click

from docreplay.cli.finish import finish
from docreplay.cli.help import Command
from docreplay.cli.options import CommonOptions, finding_options, format_option
from docreplay.cli.terminal import progress, show
from docreplay.config.containment import refuse_linked_folder
from docreplay.emit.exporter import exporter_named
from docreplay.errors import ConfigError
from docreplay.report.format import format_names
from docreplay.report.printable import printable


@click.command(
    cls=Command,
    epilog="\b\nExamples:\n"
    "  docreplay export pytest --output tests/documented\n"
    "  docreplay export pytest --output tests/documented docs_source/en-us\n"
    "  docreplay export openapi --output build/openapi\n"
    "  docreplay export har --output build/har --documented\n"
    "  docreplay export arazzo --output build/arazzo",
)
@click.argument("exporter", metavar="EXPORTER")
@format_option(format_names(), "text")
@click.option(
    "--output",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the files to this directory.",
)
@click.option(
    "--documented",
    is_flag=True,
    help="Also write the documented exchanges of cases without a recording (har).",
)
@finding_options
def export(*, given: CommonOptions, exporter: str, output: Path, documented: bool) -> int:
    """Write the documented exchanges for another tool.

    EXPORTER is `pytest`, `openapi` for the documented API with its examples, `har` for the recorded
    responses as one HTTP archive, `arazzo` for stories and cases that depend on others, or the name
    of an exporter of an installed package. The output directory then contains the files of this
    export: only files that an earlier export wrote, as listed in manifest.json, are replaced or
    removed.

    PATH selects pages, for `arazzo` also story files (default: all that are configured).
    """
    from docreplay.flows.export import run as export_flow

    chosen = exporter_named(exporter)
    folder = Path.cwd() / output
    refuse_linked_folder(given.config.root, folder)
    if chosen.export_stories:
        if documented:
            raise ConfigError("`--documented` is about formats of recordings, such as `har`")
        run = export_flow.export_stories(given.config, chosen, folder, given.paths, note=_note)
        return finish(run, given)
    with progress("exporting", shown=given.style.verbosity >= 0) as update:
        run = export_flow.export(
            given.config, chosen, folder, given.paths, documented=documented, progress=update
        )
    return finish(run, given)


def _note(text: str) -> None:
    show(f"{printable(text)}\n", err=True)


COMMAND = export

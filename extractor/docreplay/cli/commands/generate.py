"""`docreplay generate`: write pytest modules from pages."""

import click

from docreplay.cli.finish import finish
from docreplay.cli.help import Command
from docreplay.cli.infer import infer_option
from docreplay.cli.options import (
    CommonOptions,
    finding_options,
    format_option,
    override,
)
from docreplay.cli.processes import processes_option, rare_collections, workers
from docreplay.cli.terminal import progress
from docreplay.report.format import format_names


@click.command(
    cls=Command, epilog="\b\nExamples:\n  docreplay generate\n  docreplay generate --check"
)
@format_option(format_names(), "text")
@click.option(
    "--check", "check", is_flag=True, help="Write nothing; exit with 1 if files are out of date."
)
@click.option("--output", metavar="DIR", help="Output directory (default: generated_tests).")
@infer_option
@processes_option
@finding_options
@rare_collections()
def generate(
    *,
    given: CommonOptions,
    check: bool,
    output: str | None,
    infer_unannotated: bool,
    processes: int | None,
) -> int:
    """Write the tests of the documented exchanges.

    Only files that an earlier run wrote and listed in manifest.json are replaced or removed; edits
    of those are lost. A file that docreplay did not write is never overwritten: it is an error.

    PATH selects pages: their modules and those of their translations are written, with the same
    content as when all pages are.
    """
    from docreplay.flows import generate as generate_flow

    config = override(given, output=output, infer_unannotated=infer_unannotated)
    with (
        progress("generating", shown=given.style.verbosity >= 0) as update,
        workers(processes) as executor,
    ):
        run = generate_flow.generate(
            config, given.paths, check=check, executor=executor, progress=update
        )
    return finish(run, given)


COMMAND = generate

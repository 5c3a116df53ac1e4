"""`docreplay diff`: what the documented API changed between two versions of the pages."""

import click

from docreplay.cli.change_options import change_options
from docreplay.cli.finish import exit_code, finish, write_reports
from docreplay.cli.help import Command
from docreplay.cli.options import CommonOptions, format_option
from docreplay.cli.processes import rare_collections
from docreplay.cli.terminal import progress, show
from docreplay.report.format import format_names


@click.command(
    cls=Command,
    epilog="\b\nExamples:\n"
    "  docreplay diff v1.0..HEAD\n"
    "  docreplay diff main\n"
    "  docreplay diff old-docs new-docs --fail-on breaking\n"
    "  docreplay diff v1.0..v1.1 --changelog markdown",
)
@click.argument("versions", nargs=-1, required=True, metavar="OLD [NEW]")
@format_option(format_names(), "text")
@click.option(
    "--changelog",
    type=click.Choice(["markdown", "graph"]),
    help="Print release notes in Markdown, or a changelog as Microsoft Graph has it, instead.",
)
@change_options
@rare_collections()
def diff(*, given: CommonOptions, versions: tuple[str, ...], changelog: str | None) -> int:
    """Report what the documented API changed between two versions of the pages.

    OLD and NEW are folders or git revisions. OLD..NEW are two revisions; a single revision is
    compared with the working tree. Nothing is checked out.

    Each change is breaking, non-breaking or unknown, from the side of a client.
    """
    from docreplay.flows.diff.run import diff as diff_flow
    from docreplay.report.changelog import rendered_changelog

    if len(versions) > 2:  # the old and the new one
        raise click.UsageError(f"expected one or two versions, got {len(versions)}")
    with progress("comparing", shown=given.style.verbosity >= 0) as update:
        found = diff_flow(given.config, versions, progress=update)
    if changelog is None:
        return finish(found.run, given)
    write_reports(found.run.at_least(given.least), given.reports)
    show(rendered_changelog(changelog, found.changes, (found.old, found.new)))
    return exit_code(found.run, given)


COMMAND = diff

"""`docreplay diff`: what the documented API changed between two versions of the pages."""

import click

from docreplay.cli.change_options import change_options
from docreplay.cli.choice import Choice
from docreplay.cli.finish import exit_code, finish, write_reports
from docreplay.cli.help import Command
from docreplay.cli.options import CommonOptions, format_option
from docreplay.cli.processes import rare_collections
from docreplay.cli.terminal import progress, show
from docreplay.errors import ExitCode
from docreplay.model.api.change_profiles import DEFAULT, PROFILES
from docreplay.model.finding import ChangeClass, classes_from
from docreplay.model.run import Run
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
    type=Choice(["markdown", "graph"]),
    help="Print release notes in Markdown, or a changelog as Microsoft Graph has it, instead.",
)
@click.option(
    "--profile",
    type=Choice([*PROFILES]),
    help="Policy that says what counts as breaking (default: what is derived).",
)
@change_options
@rare_collections()
def diff(
    *,
    given: CommonOptions,
    versions: tuple[str, ...],
    changelog: str | None,
    profile: str | None,
    fail_on_class: ChangeClass,
) -> int:
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
        policy = PROFILES[profile] if profile else DEFAULT
        found = diff_flow(given.config, versions, profile=policy, progress=update)
    if changelog is None:
        code = finish(found.run, given)
    else:
        write_reports(found.run.at_least(given.least), given)
        show(rendered_changelog(changelog, found.changes, (found.old, found.new)))
        code = exit_code(found.run, given)
    return _code_of(found.run, fail_on_class) if fail_on_class and not given.exit_zero else code


def _code_of(run: Run, least: ChangeClass) -> ExitCode:
    """Return 1 if a change is of a class, or of one that is worse."""
    classes = classes_from(least)
    is_found = any(finding.change_class in classes for finding in run.all_findings)
    return ExitCode.FINDINGS if is_found else ExitCode.CLEAN


COMMAND = diff

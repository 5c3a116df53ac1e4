"""`docreplay review`: accept what a service answers into the pages, one change at a time."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docreplay.cli.accepted_changes import say_others, write_changes
from docreplay.cli.asking import asked, can_ask
from docreplay.cli.changes import patch_option, show_patch
from docreplay.cli.choice import Choice
from docreplay.cli.finish import exit_code
from docreplay.cli.help import Command
from docreplay.cli.options import CommonOptions, finding_options, override
from docreplay.cli.rerun import repeated_command
from docreplay.cli.response_options import CAPTURES
from docreplay.cli.service_options import pairs, service_options
from docreplay.cli.snapshot_review import review_snapshot
from docreplay.cli.terminal import progress, show
from docreplay.config.settings import Config
from docreplay.errors import ExitCode
from docreplay.model.finding import CHANGE_CLASSES
from docreplay.model.run import Run
from docreplay.report.printable import printable
from docreplay.review.intent import INTENTS

if TYPE_CHECKING:
    from docreplay.flows.review import Proposal, Review


@click.command(
    cls=Command,
    epilog="\b\nExamples:\n"
    "  docreplay review --base-url https://staging.example.com\n"
    "  docreplay review --accept fix --accept trim --dry-run\n"
    "  docreplay review --only 3f2a9c81d07b --accept fix\n"
    "  docreplay review --snapshot api-snapshot.json --accept non-breaking",
)
@click.option(
    "--accept",
    "intents",
    type=Choice((*INTENTS, *CHANGE_CLASSES)),
    multiple=True,
    help="Accept all changes of this intent, or class for a snapshot, without asking (repeatable).",
)
@click.option(
    "--only", multiple=True, metavar="ID", help="Consider only the change of this id (repeatable)."
)
@click.option(
    "--snapshot",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Accept into this snapshot, instead of into the pages.",
)
@click.option("--dry-run", is_flag=True, help="Print the changes as a patch; write nothing.")
@patch_option("changes")
@service_options
@CAPTURES
@finding_options
def review(
    *,
    given: CommonOptions,
    intents: tuple[str, ...],
    only: tuple[str, ...],
    snapshot: Path | None,
    dry_run: bool,
    patch_file: Path | None,
    **settings: Any,
) -> int:
    """Let pages document what the service answers.

    Each change has an intent: `create` writes a body that the page lacks, `fix` corrects what the
    service contradicts, `trim` removes what it does not send, `update` adds what it sends beyond
    the page. Only the code block of the response changes, in all translations that document the
    same. Ids, times and secrets of the response are not written.

    On a terminal, each change is shown and asked about. Otherwise, the changes are listed with the
    commands that accept them, and the exit code is 1 if there are some.

    With --snapshot, a snapshot of `docreplay record` follows the service instead, operation by
    operation. --accept then takes classes: an operation is accepted if all its changes are of them.
    """
    settings = pairs(given.config, settings)
    config = override(given, **settings)
    if snapshot:
        file = Path.cwd() / snapshot
        return review_snapshot(config, given, file, classes=intents, only=only, dry_run=dry_run)
    if unknown := sorted({*intents} & {*CHANGE_CLASSES}):
        raise click.UsageError(f"--accept {unknown[0]} is for a snapshot; add --snapshot FILE")
    return _review_pages(config, given, intents, only, dry_run=dry_run, patch_file=patch_file)


def _review_pages(
    config: Config,
    given: CommonOptions,
    intents: Sequence[str],
    only: Sequence[str],
    *,
    dry_run: bool,
    patch_file: Path | None,
) -> int:
    from docreplay.flows.review import Review

    with progress("replaying", shown=given.style.verbosity >= 0) as update:
        found = Review(config, given.paths, progress=update)
    chosen = [item for item in found.proposals if not only or item.id in only]
    _say_unknown(only, found)
    _say_undocumentable(found)
    if not chosen:
        if patch_file and intents:  # for the step that applies it
            write_changes(config, found.changed(()), given, dry_run=dry_run, patch_file=patch_file)
        return _nothing(found, given)
    if not intents and not can_ask():
        _list(chosen)
        return ExitCode.CLEAN if given.exit_zero else ExitCode.FINDINGS
    taken = [item for item in chosen if item.intent in intents]
    if not intents:
        taken = list(asked(chosen, partial(_shows, found)))
    changed = found.changed(taken)
    code = write_changes(config, changed, given, dry_run=dry_run, patch_file=patch_file)
    if intents:
        say_others(item for item in chosen if item.intent not in intents)
    return code


def _nothing(found: "Review", given: CommonOptions) -> int:
    """Print why cases were not judged, and return the exit code of a run without changes."""
    verdicts = tuple(found.verdicts.values())
    open_ones = [item for item in verdicts if item.outcome == "skipped" or item.unreachable]
    for (outcome, reason), number in Counter((v.outcome, v.reason) for v in open_ones).items():
        show(printable(f"{outcome} {number}: {reason}") + "\n", err=True)
    judged = len(verdicts) - len(open_ones)
    show(f"no changes to review in {judged} case{'s' * (judged != 1)}\n", err=True)
    code = exit_code(Run(command="review", verdicts=verdicts), given)
    return ExitCode.CLEAN if code is ExitCode.FINDINGS else code


def _say_unknown(only: Sequence[str], found: "Review") -> None:
    """Print which of the ids are not those of a change: it may have been accepted before."""
    unknown = set(only) - {item.id for item in found.proposals}
    show(
        "".join(printable(f"no change has the id `{id}`") + "\n" for id in sorted(unknown)),
        err=True,
    )


def _say_undocumentable(found: "Review") -> None:
    """Print the failed cases for which no page can be changed: the service is at fault."""
    changeable = {proposal.case.id for proposal in found.proposals}
    for id, verdict in found.verdicts.items():
        if verdict.outcome == "failed" and not verdict.unreachable and id not in changeable:
            line = f"{verdict.location}: no page can document this: {verdict.reason}"
            show(printable(line) + "\n", err=True)


def _list(chosen: Sequence["Proposal"]) -> None:
    """Print the changes, and the commands that accept them."""
    for proposal in chosen:
        show(f"{_line(proposal)}\n")
    numbers = Counter(proposal.intent for proposal in chosen)
    listed = ", ".join(f"{number} {intent}" for intent, number in sorted(numbers.items()))
    show(f"{len(chosen)} change{'s' * (len(chosen) != 1)} to review: {listed}\n", err=True)
    own = repeated_command(click.get_current_context())
    for intent in sorted(numbers):
        show(f"  Try: {own} --accept {intent}\n", err=True)
    show(f"  Try: {own} --only {chosen[0].id} --accept {chosen[0].intent}\n", err=True)


def _shows(found: "Review", proposal: "Proposal", number: str) -> bool:
    """Print a change; return False if it cannot be made."""
    preview = found.changed([proposal])
    show(f"{number} {_line(proposal)}\n")
    show_patch(preview.pages, None, "")
    for left in preview.left:
        show(printable(f"cannot be made: {left.reason}") + "\n")
    return not preview.left


def _line(proposal: "Proposal") -> str:
    finding = proposal.finding
    text = f"{finding.location}: {proposal.intent} {proposal.id} {finding.code} {finding.message}"
    return printable(text)


COMMAND = review

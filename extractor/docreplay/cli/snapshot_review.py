"""`docreplay review --snapshot`: accept what a service answers into a snapshot."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docreplay.cli.asking import asked, can_ask
from docreplay.cli.finish import exit_code
from docreplay.cli.options import CommonOptions
from docreplay.cli.rerun import repeated_command
from docreplay.cli.terminal import progress, show
from docreplay.config.settings import Config
from docreplay.errors import ExitCode
from docreplay.model.finding import CHANGE_CLASSES
from docreplay.model.run import Run
from docreplay.report.printable import printable

if TYPE_CHECKING:
    from docreplay.flows.snapshots.review_snapshot import OperationChange, SnapshotReview


def review_snapshot(
    config: Config,
    given: CommonOptions,
    file: Path,
    *,
    classes: Sequence[str],
    only: Sequence[str],
    dry_run: bool,
) -> int:
    """Accept the operations whose changes are all of these classes, or ask about each one."""
    from docreplay.flows.snapshots.review_snapshot import SnapshotReview

    if unknown := sorted({*classes} - {*CHANGE_CLASSES}):
        raise click.UsageError(f"--accept {unknown[0]} is for pages; a snapshot has classes")
    with progress("replaying", shown=given.style.verbosity >= 0) as update:
        found = SnapshotReview(config, file, given.paths, progress=update)
    chosen = [change for change in found.changes if not only or change.id in only]
    if not chosen:
        return _nothing(found, given)
    if not classes and not can_ask():
        _list(chosen)
        return ExitCode.CLEAN if given.exit_zero else ExitCode.FINDINGS
    taken = [change for change in chosen if change.classes <= {*classes}]
    if not classes:
        taken = list(asked(chosen, _shows))
    if taken and not dry_run:
        found.accept(taken)
    show(f"{_operations(len(taken))} accepted, {len(chosen) - len(taken)} left\n", err=True)
    is_done = len(taken) == len(chosen) or given.exit_zero
    return ExitCode.CLEAN if is_done else ExitCode.FINDINGS


def _nothing(found: "SnapshotReview", given: CommonOptions) -> int:
    """Print that nothing changed, and why cases were not judged; return the exit code."""
    show("no changes to review\n", err=True)
    reasons = Counter(item.reason for item in found.verdicts if item.outcome != "passed")
    show("".join(printable(f"{reason} ({n})") + "\n" for reason, n in reasons.items()), err=True)
    code = exit_code(Run(command="review", verdicts=found.verdicts), given)
    return ExitCode.CLEAN if code is ExitCode.FINDINGS else code


def _list(chosen: Sequence["OperationChange"]) -> None:
    """Print the changes, and the commands that accept them."""
    for change in chosen:
        show(_text(change))
    numbers = Counter(name for change in chosen for name in change.classes)
    classes = [name for name in CHANGE_CLASSES if name in numbers]
    listed = ", ".join(f"{numbers[name]} {name}" for name in classes)
    show(f"{_operations(len(chosen))} to review: {listed}\n", err=True)
    own = repeated_command(click.get_current_context())
    for name in classes:
        show(f"  Try: {own} --accept {name}\n", err=True)


def _shows(change: "OperationChange", number: str) -> bool:
    show(f"{number} {_text(change)}")
    return True


def _text(change: "OperationChange") -> str:
    """Return the id of a change, and one line for each of its findings."""
    lines = (
        f"  {finding.location}: {finding.code} [{finding.change_class}] {finding.message}"
        for finding in change.findings
    )
    return "".join(f"{printable(line)}\n" for line in (f"{change.id} {change.operation}", *lines))


def _operations(number: int) -> str:
    return f"{number} operation{'s' * (number != 1)}"

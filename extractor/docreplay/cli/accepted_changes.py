"""Write accepted changes of pages, and say what was left; for `review` and `test --update`."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from docreplay.cli.changes import count_pages, show_patch, write_pages
from docreplay.cli.options import CommonOptions
from docreplay.cli.terminal import show
from docreplay.config.settings import Config
from docreplay.errors import ExitCode
from docreplay.report.printable import printable

if TYPE_CHECKING:
    from docreplay.flows.review import Changed, Proposal


def write_changes(
    config: Config,
    changed: "Changed",
    given: CommonOptions,
    *,
    dry_run: bool = False,
    patch_file: Path | None = None,
) -> ExitCode:
    """Write the changed pages, or their patch; return 1 if a changed case still fails."""
    if dry_run or patch_file:
        show_patch(changed.pages, patch_file, _counts_of(changed))
    else:
        write_pages(config, changed.pages)
    if not patch_file:
        show(f"{_counts_of(changed)}\n", err=True)
    _say_left(changed)
    return ExitCode.FINDINGS if changed.failing and not given.exit_zero else ExitCode.CLEAN


def say_others(others: "Iterable[Proposal]") -> None:
    """Print on stderr how many changes of intents that were not named are left."""
    numbers = Counter(item.intent for item in others)
    if numbers:
        listed = ", ".join(f"{number} {intent}" for intent, number in sorted(numbers.items()))
        show(f"not accepted: {listed}; `docreplay review` lists them\n", err=True)


def _counts_of(changed: "Changed") -> str:
    number = sum(page.fixes for page in changed.pages)
    return f"{number} change{'s' * (number != 1)} on {count_pages(changed.pages)}"


def _say_left(changed: "Changed") -> None:
    """Print what was not changed, and which cases still fail, on stderr."""
    lines: Iterable[str] = (
        *(f"{left.finding.location}: left as it is: {left.reason}" for left in changed.left),
        *(f"{item.location}: still fails: {item.reason}" for item in changed.failing),
    )
    show("".join(f"{printable(line)}\n" for line in lines), err=True)

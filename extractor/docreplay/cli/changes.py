"""Changed pages on the command line: writes them, or prints or writes their patch."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from docreplay.cli.choice import Choice
from docreplay.cli.options import CommonOptions
from docreplay.cli.terminal import is_log, show
from docreplay.config.settings import Config
from docreplay.errors import ConfigError
from docreplay.model.finding import Finding, Safety
from docreplay.model.page import is_page_name
from docreplay.model.translation import ChangedPage
from docreplay.report.patch import patch
from docreplay.report.printable import clipped, inert
from docreplay.sources.safe_write import write_bytes, write_text

_WIDTH = 60

SAFETIES: Mapping[str, frozenset[Safety]] = {
    "safe": frozenset({"safe"}),
    "unsafe": frozenset({"safe", "unsafe"}),
}


fix_option = click.option(
    "--fix",
    type=Choice(list(SAFETIES)),
    is_flag=False,
    flag_value="safe",
    help="Apply safe fixes. --fix=unsafe also applies fixes that need review.",
)


def patch_option(what: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the option `--patch` of a command that changes pages; `what` names the changes."""
    return click.option(
        "--patch",
        "patch_file",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help=f"Write the {what} to FILE as a git patch; do not change the pages.",
    )


def write_pages(
    config: Config,
    changes: Iterable[ChangedPage],
    say: Callable[[ChangedPage], None] = lambda _: None,
) -> None:
    """Write the pages; `say` is called with each page that is written."""
    for change in changes:
        file = config.root / change.path
        # a translation of `drift --pair` may be anywhere
        within = [file.parent] if Path(change.path).is_absolute() else [config.root]
        write_bytes(file, change.after.encode(), within=within)
        say(change)


def show_patch(changes: Iterable[ChangedPage], file: Path | None, counts: str) -> None:
    """Write the patch to a file and print the counts on stderr; or print the patch."""
    text = "".join(patch(change.path, change.before, change.after) for change in changes)
    if file:
        write_text(Path.cwd() / file, text, within=[Path.cwd()])
        show(f"{counts}, written to {file}\n", err=True)
    else:
        show(inert(text) if is_log(sys.stdout) else text)


def write_fixes(config: Config, changes: Sequence[ChangedPage], given: CommonOptions) -> None:
    """Write the pages, and list what was fixed on each."""

    def say(change: ChangedPage) -> None:
        if given.style.verbosity >= 0:
            show("".join(map(_fixed_line, change.fixed)), err=True)

    write_pages(config, changes, say)
    show(f"{_counts_of(changes)}\n", err=True)


def _fixed_line(finding: Finding) -> str:
    """Return what was fixed, at its place before: `path:line:column: fixed DRI320 a → b`."""
    if finding.fix and finding.actual is None and finding.expected is None:
        return inert(f"{finding.location}: fixed {finding.code} {finding.fix.title}") + "\n"
    texts = (finding.actual or "", finding.expected or "")
    before, after = (clipped(" ".join(text.split()), _WIDTH) or "(nothing)" for text in texts)
    return inert(f"{finding.location}: fixed {finding.code} {before} → {after}") + "\n"


def show_fixes(changes: Sequence[ChangedPage], file: Path | None) -> None:
    """Print the changes as a patch, or write them to the file."""
    show_patch(changes, file, _counts_of(changes))


def _counts_of(changes: Sequence[ChangedPage]) -> str:
    pages = [change for change in changes if is_page_name(change.path)]
    fixes = sum(change.fixes for change in pages)
    records = sum(change.fixes for change in changes) - fixes
    renewed = f", {records} record{'s' * (records != 1)} renewed" if records else ""
    return f"{fixes} fix{'es' * (fixes != 1)} on {count_pages(pages)}{renewed}"


def count_pages(pages: Sequence[object]) -> str:
    """Return the number of pages in words."""
    return f"{len(pages)} page{'s' * (len(pages) != 1)}"


def refuse_update(given: CommonOptions, *, dry_run: bool) -> None:
    """Refuse to write a baseline where nothing may be written. Raise `ConfigError`."""
    if dry_run and given.baseline_update:
        message = "`--dry-run` cannot be combined with `--baseline-update`"
        raise ConfigError(message, hint="omit one of the options")

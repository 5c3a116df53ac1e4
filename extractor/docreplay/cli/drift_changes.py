"""What `docreplay drift` writes and prints of changed pages."""

from collections.abc import Sequence
from pathlib import Path

from docreplay.cli.changes import show_patch, write_pages
from docreplay.cli.options import CommonOptions
from docreplay.cli.terminal import show
from docreplay.config.settings import Config
from docreplay.model.finding import Finding
from docreplay.model.translation import ChangedPage, Stamped
from docreplay.report.printable import clipped, inert

_WIDTH = 60


def say_left(path: str, reason: str) -> None:
    """Print why a page is still outdated."""
    show(inert(f"{path}: {reason}\n"), err=True)


def write(config: Config, changes: Sequence[ChangedPage], given: CommonOptions) -> None:
    """Write the pages, and list what was fixed on each."""

    def say(change: ChangedPage) -> None:
        if given.style.verbosity >= 0:
            show("".join(map(_fixed_line, change.fixed)), err=True)

    write_pages(config, changes, say)
    show(f"{_counts_of(changes)}\n", err=True)


def _fixed_line(finding: Finding) -> str:
    """Return what was fixed, at its place before: `path:line:column: fixed DRI320 a → b`."""
    texts = (finding.actual or "", finding.expected or "")
    before, after = (clipped(" ".join(text.split()), _WIDTH) or "(nothing)" for text in texts)
    return inert(f"{finding.location}: fixed {finding.code} {before} → {after}") + "\n"


def show_fixes(changes: Sequence[ChangedPage], file: Path | None) -> None:
    """Print the changes as a patch, or write them to the file."""
    show_patch(changes, file, _counts_of(changes))


def _counts_of(changes: Sequence[ChangedPage]) -> str:
    fixes, pages = sum(change.fixes for change in changes), len(changes)
    return f"{fixes} fix{'es' * (fixes != 1)} on {pages} page{'s' * (pages != 1)}"


def say_stamped(done: Stamped, file: str) -> None:
    """Print how many translations were recorded, and how many not, with the reason."""
    lines = [f"{_pages(done.recorded)} recorded in {file}"]
    if done.own:
        lines.append(f"{_pages(done.own)} not recorded: the front matter has a stamp")
    if done.without_source:
        lines.append(f"{_pages(done.without_source)} not recorded: no source page found")
    show(inert("".join(f"{line}\n" for line in lines)), err=True)


def _pages(paths: Sequence[str]) -> str:
    return f"{len(paths)} page{'s' * (len(paths) != 1)}"

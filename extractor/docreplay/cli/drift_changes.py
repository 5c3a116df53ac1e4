"""What `docreplay drift` writes and prints of changed pages."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from docreplay.cli.changes import show_patch, write_pages
from docreplay.cli.options import CommonOptions
from docreplay.cli.terminal import show
from docreplay.config.settings import Config
from docreplay.model.finding import Finding, Safety
from docreplay.model.page import is_page_name
from docreplay.model.translation import ChangedPage, Drift, Stamped
from docreplay.report.printable import clipped, inert

_WIDTH = 60

SAFETIES: Mapping[str, frozenset[Safety]] = {
    "safe": frozenset({"safe"}),
    "unsafe": frozenset({"safe", "unsafe"}),
}


class Change(NamedTuple):
    """Changes of pages that a command asks for."""

    manner: str | None
    """`hardened`, `synced`, or the fixes to apply: `safe` or `unsafe`."""
    pair: tuple[str, str] | None
    """Source and translation, if they are given."""
    file: Path | None
    """File of the patch."""
    prints: bool
    """Whether the changes are a patch, so that no page is changed."""


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
    pages = [change for change in changes if is_page_name(change.path)]
    fixes = sum(change.fixes for change in pages)
    records = sum(change.fixes for change in changes) - fixes
    renewed = f", {records} record{'s' * (records != 1)} renewed" if records else ""
    return f"{fixes} fix{'es' * (fixes != 1)} on {_pages(pages)}{renewed}"


def say_stamped(done: Stamped, file: str) -> None:
    """Print how many translations were recorded, and how many not, with the reason."""
    lines = [f"{_pages(done.recorded)} recorded in {file}"]
    if done.own:
        lines.append(f"{_pages(done.own)} not recorded: the front matter has a stamp")
    if done.without_source:
        lines.append(f"{_pages(done.without_source)} not recorded: no source page found")
    show(inert("".join(f"{line}\n" for line in lines)), err=True)


def _pages(paths: Sequence[object]) -> str:
    return f"{len(paths)} page{'s' * (len(paths) != 1)}"


def changes(
    config: Config, found: Drift, manner: str, pair: tuple[str, str] | None
) -> tuple[ChangedPage, ...]:
    """Return the changed pages: `hardened`, `synced`, or fixed by `safe` or `unsafe` fixes."""
    from docreplay.flows.drift import fixes as fix_flow
    from docreplay.flows.drift import syncing

    if pair:
        source, target = (named(path, config) for path in pair)
        return tuple(fix_flow.fixed_pair(config, source, target, SAFETIES[manner]))
    match manner:
        case "hardened":
            return tuple(fix_flow.hardened_sources(config, found))
        case "synced":
            return tuple(syncing.synced_pages(config, found, say_left))
        case _:
            return tuple(fix_flow.fixed_pages(config, found, SAFETIES[manner]))


def named(path: str, config: Config) -> str:
    """Return a path as findings name it: relative to the project, absolute if outside of it."""
    file, root = (Path.cwd() / path).resolve(), config.root.resolve()
    return (file.relative_to(root) if file.is_relative_to(root) else file).as_posix()

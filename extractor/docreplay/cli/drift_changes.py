"""What `docreplay drift` writes and prints of changed pages."""

from pathlib import Path
from typing import NamedTuple

from docreplay.cli.changes import SAFETIES, count_pages
from docreplay.cli.terminal import show
from docreplay.config.settings import Config
from docreplay.model.drift import Drift
from docreplay.model.translation import ChangedPage, Stamped
from docreplay.report.printable import inert


class RequestedChanges(NamedTuple):
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


def say_stamped(done: Stamped, file: str) -> None:
    """Print how many translations were recorded, and how many not, with the reason."""
    lines = [f"{count_pages(done.recorded)} recorded in {file}"]
    if done.own:
        lines.append(f"{count_pages(done.own)} not recorded: the front matter has a stamp")
    if done.without_source:
        lines.append(f"{count_pages(done.without_source)} not recorded: no source page found")
    show(inert("".join(f"{line}\n" for line in lines)), err=True)


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

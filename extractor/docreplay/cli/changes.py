"""Changed pages on the command line: writes them, or prints or writes their patch."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from docreplay.cli.terminal import is_log, show
from docreplay.config.settings import Config
from docreplay.model.translation import ChangedPage
from docreplay.report.patch import patch
from docreplay.report.printable import inert
from docreplay.sources.safe_write import write_bytes, write_text


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

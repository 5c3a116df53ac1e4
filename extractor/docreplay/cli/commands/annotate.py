"""`docreplay annotate`: write annotations for the exchanges that inference finds."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docreplay.cli.changes import patch_option, show_patch, write_pages
from docreplay.cli.help import Command
from docreplay.cli.options import place_options, with_docs
from docreplay.cli.selected_paths import resolved
from docreplay.cli.terminal import progress, show
from docreplay.config.settings import Config
from docreplay.model.translation import ChangedPage
from docreplay.report.printable import inert

if TYPE_CHECKING:
    from docreplay.flows.annotate import AnnotatedPage

_MANY = frozenset({"no response", "response without a status line"})
"""Reasons that only detailed output gives the places of."""


@click.command(
    cls=Command,
    epilog="\b\nExamples:\n"
    "  docreplay annotate --dry-run\n"
    "  docreplay annotate docs/api/photo-get.md\n"
    "  docreplay annotate --patch annotations.patch",
)
@click.option("--dry-run", is_flag=True, help="Print the changes as a patch; write nothing.")
@patch_option("changes")
@click.option("-q", "--quiet", is_flag=True, help="Print only the numbers.")
@click.option("-v", "--verbose", is_flag=True, help="Print all exchanges that are not annotated.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@place_options
def annotate(
    *,
    config: Config,
    paths: tuple[str, ...],
    dry_run: bool,
    patch_file: Path | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Write annotations for exchanges that have none.

    Each pair that --infer-unannotated finds gets its comments: one with a name above the request,
    one above the response. So the pairs are stated, and are tested without that option. A second
    run changes nothing.

    What cannot be stated is not annotated, and is counted: a response that shows only its body, a
    body in a code block of its own, a request without a response, what is inside a component, a
    page in MDX.

    PATH is a page or a folder of pages (default: all that are configured).
    """
    from docreplay.flows.annotate import annotated_pages

    named = resolved(paths, config.root)
    config = with_docs(config, named)
    with progress("reading", shown=not quiet) as update:
        found = list(annotated_pages(config, named, progress=update))
    changes = [page.change for page in found if page.change]
    counts = _counts_of(found, changes)
    if not quiet:
        _say_exchanges(found, verbose=verbose)
    if dry_run or patch_file:
        show_patch(changes, patch_file, counts)
    else:
        write_pages(config, changes)
    if not patch_file:
        show(f"{counts}\n", err=True)


def _say_exchanges(found: Iterable["AnnotatedPage"], *, verbose: bool) -> None:
    """Print a line on stderr for each exchange, with its name or the reason why it has none."""
    show("".join(f"{inert(line)}\n" for line in _lines(found, verbose)), err=True)


def _lines(found: Iterable["AnnotatedPage"], verbose: bool) -> Iterator[str]:
    for page in found:
        for exchange, name in page.named:
            request, at = exchange.request, exchange.request_block.location
            yield f"{at}: annotated `{name}` ({request.method} {request.target})"
        for left in page.left:
            if verbose or left.reason not in _MANY:
                yield f"{left.at}: not annotated: {left.reason}"


def _counts_of(found: Iterable["AnnotatedPage"], changes: Sequence[ChangedPage]) -> str:
    exchanges, pages = sum(change.fixes for change in changes), len(changes)
    done = f"{exchanges} exchange{'s' * (exchanges != 1)} annotated on"
    done = f"{done} {pages} page{'s' * (pages != 1)}" if pages else "nothing to annotate"
    reasons = Counter(left.reason for page in found for left in page.left)
    words = ", ".join(f"{number} ({reason})" for reason, number in sorted(reasons.items()))
    return f"{done}; not annotated: {words}" if words else done


COMMAND = annotate

"""`docreplay record`: keep how a service answers the documented requests."""

import sys
from pathlib import Path
from typing import Any

import click

from docreplay.cli.finish import finish_or_interrupt
from docreplay.cli.help import Command
from docreplay.cli.options import CommonOptions, finding_options, format_option, override
from docreplay.cli.response_options import followed_options
from docreplay.cli.service_options import pairs, service_options
from docreplay.cli.terminal import progress
from docreplay.report.format import format_names


@click.command(
    cls=Command,
    epilog="\b\nExamples:\n"
    "  docreplay record --base-url https://api.example.com\n"
    "  docreplay record --merge --snapshot api-snapshot.json",
)
@format_option(format_names(), "text")
@click.option(
    "--snapshot",
    type=click.Path(path_type=Path, dir_okay=False),
    default="api-snapshot.json",
    metavar="FILE",
    help="Snapshot to write (default: api-snapshot.json).",
)
@click.option("--merge", is_flag=True, help="Add to what the snapshot has instead of replacing it.")
@click.option("--latency", is_flag=True, help="Record the order of magnitude of response times.")
@click.option(
    "--follow-links",
    is_flag=True,
    help="Follow the links of responses that lead to the service, and record whether they work.",
)
@service_options
@followed_options
@finding_options
def record(
    *,
    given: CommonOptions,
    snapshot: Path,
    merge: bool,
    latency: bool,
    follow_links: bool,
    **settings: Any,
) -> int:
    """Record how a service answers the documented requests.

    The snapshot has shapes and no values: statuses, headers, and the types of the bodies with
    counts. `docreplay regress` compares a later version of the service with it. A run over some
    pages leaves the others in the snapshot as they are.
    """
    from docreplay.flows.snapshots.record import record as record_flow

    chosen = {"latency": latency, "link": follow_links}
    extra = [name for name, is_on in chosen.items() if is_on]
    settings = pairs(given.config, settings)
    config = override(given, **settings)
    shown = given.style.verbosity >= 0 and sys.stderr.isatty()
    with progress("recording", shown=shown) as update:
        run = record_flow(
            config,
            Path.cwd() / snapshot,
            given.paths,
            merge=merge,
            extra=frozenset(extra),
            progress=update,
        )
    return finish_or_interrupt(run, given)


COMMAND = record

"""`docreplay workbench`: the work of translators, as a page that makes a patch."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from docreplay.cli.help import Command
from docreplay.cli.options import place_options
from docreplay.cli.processes import processes_option, workers
from docreplay.cli.selected_paths import resolved
from docreplay.cli.terminal import progress, show
from docreplay.cli.workbench_file import write_workbench
from docreplay.config.settings import Config
from docreplay.model.drift import Drift


@click.command(
    cls=Command,
    epilog="\b\nExamples:\n"
    "  docreplay workbench\n"
    "  docreplay workbench --output workbench.html\n"
    "  docreplay workbench --locale de-de --output de-de.html",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the workbench to this file, and serve nothing.",
)
@click.option(
    "--port",
    metavar="PORT",
    type=click.IntRange(0, 65535),
    default=0,
    help="Port of 127.0.0.1 to listen on (default: any free port).",
)
@click.option(
    "--locale",
    "locales",
    multiple=True,
    metavar="TAG",
    help="Show only these locales (repeatable).",
)
@click.option(
    "--source-repo",
    type=click.Path(file_okay=False),
    metavar="DIR",
    help="Read source versions from this local git clone.",
)
@processes_option
@place_options
def workbench(
    *,
    config: Config,
    paths: tuple[str, ...],
    output: Path | None,
    port: int,
    locales: Sequence[str],
    source_repo: str | None,
    processes: int | None,
) -> None:
    """Show translators what needs repair or translation, beside the English texts.

    Without --output, the page is served on this machine until interrupted, and writes what is
    accepted to the files. A page that is written needs no network: what is accepted leaves it as
    a patch for git.

    PATH is a page or folder (default: all). A page of the source selects its translations.
    """
    config = _chosen(config, locales=locales, source_repo=source_repo)
    here = resolved(paths, config.root)
    if output:
        write_workbench(config, _found(config, here, processes), output)
    else:
        _serve(config, here, port)


def _serve(config: Config, paths: Sequence[str], port: int) -> None:
    from docreplay.flows.drift.workbench_server import serve_workbench

    def announce(url: str) -> None:
        show(f"workbench at {url} (press Ctrl+C to stop)\n", err=True)

    serve_workbench(config, paths, port=port, announce=announce)


def _chosen(config: Config, *, locales: Sequence[str], source_repo: str | None) -> Config:
    return replace(
        config,
        locales=tuple(locales) or config.locales,
        source_repo=str(Path.cwd() / source_repo) if source_repo else config.source_repo,
    )


def _found(config: Config, paths: Sequence[str], processes: int | None) -> Drift:
    from docreplay.flows.drift import run as drift_flow

    with progress("comparing", shown=True) as update, workers(processes) as executor:
        return drift_flow.drift(config, paths, executor=executor, progress=update)


COMMAND = workbench

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
from docreplay.config.settings import Config
from docreplay.model.drift import Drift
from docreplay.report.totals import counted
from docreplay.sources.safe_write import write_text


@click.command(
    cls=Command,
    epilog="\b\nExamples:\n"
    "  docreplay workbench --output workbench.html\n"
    "  docreplay workbench --locale de-de --output de-de.html",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    required=True,
    help="Write the workbench to this file.",
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
    output: Path,
    locales: Sequence[str],
    source_repo: str | None,
    processes: int | None,
) -> None:
    """Show translators what needs repair or translation, beside the English texts.

    The page that is written needs no network. Its decisions leave it as a patch for git.

    PATH is a page or folder (default: all). A page of the source selects its translations.
    """
    from docreplay.flows.drift.workbench import workbench as work_of
    from docreplay.report.workbench.render import render

    config = _chosen(config, locales=locales, source_repo=source_repo)
    work = work_of(config, _found(config, resolved(paths, config.root), processes))
    text = render(work, project=config.root.resolve().name)
    write_text(Path.cwd() / output, text, within=[Path.cwd()])
    tasks = counted("tasks", sum(len(page.tasks) for page in work.pages))
    show(f"{tasks} on {counted('pages', len(work.pages))}, written to {output}\n", err=True)


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

"""The workbench of translators as a file, which `workbench` and `drift` write."""

from pathlib import Path

from docreplay.cli.terminal import show
from docreplay.config.settings import Config
from docreplay.model.drift import Drift
from docreplay.report.totals import counted
from docreplay.sources.safe_write import write_text


def write_workbench(config: Config, found: Drift, output: Path) -> None:
    """Write the page, and say on stderr how many tasks it has."""
    from docreplay.flows.drift.workbench import workbench as work_of
    from docreplay.report.workbench.render import render

    work = work_of(config, found)
    text = render(work, project=config.root.resolve().name)
    write_text(Path.cwd() / output, text, within=[Path.cwd()])
    tasks = counted("tasks", sum(len(page.tasks) for page in work.pages))
    show(f"{tasks} on {counted('pages', len(work.pages))}, written to {output}\n", err=True)

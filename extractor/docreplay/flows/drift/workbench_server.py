"""`docreplay workbench`: serve the page of translators on loopback."""

from collections.abc import Callable, Sequence

from docreplay.config.settings import Config
from docreplay.flows.drift.workbench_files import WorkbenchFiles
from docreplay.report.workbench.render import render
from docreplay.serve.server import LOOPBACK, serve_forever
from docreplay.serve.workbench import WorkbenchApp


def serve_workbench(
    config: Config,
    paths: Sequence[str] = (),
    *,
    port: int = 0,
    announce: Callable[[str], None] = lambda _url: None,
) -> None:
    """Serve the workbench until interrupted; `announce` is called with its address.

    Raises `NothingMatched` if no translation is found, and `ConfigError` for a port that is taken.
    """
    files = WorkbenchFiles(config, paths)
    files.tasks()
    app = workbench_app(config, files)
    for url in serve_forever(app, LOOPBACK, port):
        announce(f"{url}/{app.token}/")


def workbench_app(config: Config, files: WorkbenchFiles) -> WorkbenchApp:
    """Return the application that shows the tasks of the files as they are."""
    project = config.root.resolve().name
    return WorkbenchApp(lambda: render(files.tasks(), project=project, is_served=True), files.write)

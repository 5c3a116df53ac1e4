"""How a command ends: its reports are written, its findings printed, its exit code decided."""

from collections.abc import Callable, Iterable
from pathlib import Path

from docreplay.cli.options import CommonOptions, Target
from docreplay.cli.terminal import show
from docreplay.errors import ExitCode
from docreplay.model.run import Run
from docreplay.report.format import format_named
from docreplay.report.formats import text
from docreplay.report.style import Style
from docreplay.sources.safe_write import write_text

Document = Callable[[], str]
"""Renders a document when it is wanted."""


def finish(run: Run, given: CommonOptions, json: Document | None = None) -> ExitCode:
    """Prints the run on stdout, writes every report, and says how the process ends.

    `json` renders the command's own JSON, where it is another than that of every run.
    """
    write_reports(run, given.reports, json)
    name = given.output_format or "text"
    show(json() if json and name == "json" else rendered(run, name, given.style))
    return exit_code(run, given)


def nothing_changed(command: str, given: CommonOptions) -> Run:
    """The run over no page at all, after saying on stderr that none has changed."""
    show(f"no page changed since {given.changed_since}\n", err=True)
    return Run(command=command, counts={"pages": 0})


def write_reports(run: Run, targets: Iterable[Target], json: Document | None = None) -> None:
    """Every report that was asked for, each in one step."""
    for target in targets:
        own = json if target.format == "json" else None
        text = own() if own else rendered(run, target.format, Style(verbosity=1))
        write_text(Path.cwd() / target.path, text)


def rendered(run: Run, name: str, style: Style) -> str:
    """The run in a format; only text knows colours and how much to show."""
    return text.render(run, style) if name == "text" else format_named(name).render(run)


def exit_code(run: Run, given: CommonOptions) -> ExitCode:
    """1 where a case failed or a finding is at least as bad as `fail_on`.

    3 where cases failed for want of an answer or of accepted credentials, and for nothing else.
    """
    failed = [verdict for verdict in run.verdicts if verdict.outcome == "failed"]
    if failed and all(verdict.unreachable or verdict.refused for verdict in failed):
        return ExitCode.ENVIRONMENT
    worst = run.worst() or 0
    found = bool(failed) or worst >= given.config.fail_on
    return ExitCode.FINDINGS if found and not given.exit_zero else ExitCode.CLEAN

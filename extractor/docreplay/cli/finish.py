"""Ends a command: writes its reports, prints its findings, and returns its exit code."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from docreplay.cli.formats import Target
from docreplay.cli.options import CommonOptions
from docreplay.cli.terminal import show
from docreplay.errors import ExitCode
from docreplay.model.run import Run
from docreplay.report.causes import nothing_judged
from docreplay.report.format import format_named
from docreplay.report.formats import concise, text
from docreplay.report.statistics import statistics
from docreplay.report.style import Style
from docreplay.sources.safe_write import write_text

Document = Callable[[Run], str]
"""Function that renders the document of a run."""


_LEAST = 3
"""Number of failed cases of which none is judged; fewer may be errors of single operations."""


def finish(run: Run, given: CommonOptions, json: Document | None = None) -> ExitCode:
    """Print the run on stdout, write every report, and return the exit code.

    Findings below the severity of `--severity` are counted only. `json` renders the command's own
    JSON if it differs from that of every run.
    """
    shown = _with_surroundings(run.at_least(given.least), given)
    _write(shown, given.reports, json)
    name = given.output_format or "text"
    if given.statistics and name in ("text", "concise"):
        show(statistics(shown, given.style))
    else:
        show(json(shown) if json and name == "json" else rendered(shown, name, given.style))
    return exit_code(run, given)


def finish_or_interrupt(run: Run, given: CommonOptions) -> ExitCode:
    """Do as `finish` does; a run that Ctrl+C ended is reported, and then ends as Ctrl+C does."""
    code = finish(run, given)
    if run.is_interrupted:
        raise KeyboardInterrupt
    return code


def nothing_changed(command: str, given: CommonOptions) -> Run:
    """Return a run over no pages, after printing on stderr that none has changed."""
    show(f"no page changed since {given.changed_since}\n", err=True)
    return Run(command=command, counts={"pages": 0})


def _with_surroundings(run: Run, given: CommonOptions) -> Run:
    """Return the run with what the HTML report shows around it, if one is asked for.

    Raises `ConfigError` if the folder of `--history` does not exist.
    """
    names = {given.output_format, *(target.format for target in given.reports)}
    if "html" not in names:
        return run
    from docreplay.flows.run_history import load_history
    from docreplay.sources.git import head_revision

    folder = given.html.history
    history = load_history(Path.cwd() / folder, run.command) if folder else None
    revision = run.revision or head_revision(given.config.root)
    return replace(run, link=given.html.link, revision=revision, history=history)


def write_reports(run: Run, given: CommonOptions, json: Document | None = None) -> None:
    """Write every report that was requested, each in one step."""
    _write(_with_surroundings(run, given), given.reports, json)


def _write(run: Run, targets: Iterable[Target], json: Document | None) -> None:
    for target in targets:
        own = json if target.format == "json" else None
        text = own(run) if own else rendered(run, target.format, Style(verbosity=1))
        write_text(Path.cwd() / target.path, text, within=[Path.cwd()])


def rendered(run: Run, name: str, style: Style) -> str:
    """Return the run in a format; colours only apply to text, as verbosity does to the full one."""
    styled = {"text": text.render, "concise": concise.render}.get(name)
    return styled(run, style) if styled else format_named(name).render(run)


def exit_code(run: Run, given: CommonOptions) -> ExitCode:
    """Return 1 if a case failed or a finding is at least as severe as `fail_on`, else 0.

    Return 3 if all failed cases failed because of a missing response or rejected credentials, or
    if several failed and none could be judged (errors of the service, redirections), and
    5 if there were cases and none was compared.
    """
    failed = [verdict for verdict in run.verdicts if verdict.is_failure]
    is_alike = len(failed) >= _LEAST and nothing_judged(run)
    if failed and (is_alike or all(item.unreachable or item.refused for item in failed)):
        return ExitCode.ENVIRONMENT
    worst = run.worst() or 0
    if (failed or worst >= given.config.fail_on) and not given.exit_zero:
        return ExitCode.FINDINGS
    return ExitCode.NOTHING if run.compared_nothing else ExitCode.CLEAN

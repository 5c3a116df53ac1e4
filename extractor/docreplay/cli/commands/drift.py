"""`docreplay drift`: compare translations with their sources, and fix them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Literal

import click

from docreplay.cli.changes import (
    fix_option,
    patch_option,
    refuse_update,
    show_fixes,
    write_fixes,
)
from docreplay.cli.drift_changes import RequestedChanges, changes, named, say_stamped
from docreplay.cli.finish import (
    exit_code,
    finish,
    nothing_changed,
    write_reports,
)
from docreplay.cli.formats import WORKBENCH
from docreplay.cli.help import Command
from docreplay.cli.infer import infer_option
from docreplay.cli.options import (
    CommonOptions,
    finding_options,
    format_option,
    new_only_options,
    override,
)
from docreplay.cli.processes import processes_option, rare_collections, workers
from docreplay.cli.terminal import progress, show
from docreplay.cli.workbench_file import write_workbench
from docreplay.config.settings import Config
from docreplay.errors import ConfigError, ExitCode
from docreplay.flows.known_findings import Baseline, load_baseline
from docreplay.model.drift import Drift
from docreplay.model.translation import Stamped
from docreplay.report import drift as forms
from docreplay.report.drift_page import explain_page as explained
from docreplay.report.format import format_names

_View = Literal["findings", "summary", "page", "patch"]
_VIEWS: dict[bool, _View] = {False: "findings", True: "summary"}


@click.command(
    cls=Command,
    epilog="\b\nExamples:\n"
    "  docreplay drift\n"
    "  docreplay drift docs_source/zh-cn --select DRI320 --dry-run\n"
    "  docreplay drift --locale de-de --patch de-de.patch\n"
    "  docreplay drift --baseline known.jsonl --changed-since origin/main\n"
    "  docreplay drift --report html=drift.html --report workbench=workbench.html\n"
    "  docreplay drift docs_source/de-de --stamp\n"
    "  docreplay drift --pair en.md de.md --output-format json",
)
@format_option(format_names(), "text")
@click.option(
    "--locale",
    "locales",
    multiple=True,
    metavar="TAG",
    help="Check only these locales (repeatable).",
)
@fix_option
@click.option(
    "--dry-run",
    is_flag=True,
    help="Print the changes of --fix as a patch (with escapes in terminals and CI logs: see"
    " --patch); write nothing.",
)
@patch_option("fixes")
@click.option(
    "--sync",
    is_flag=True,
    help="Copy changes of code, annotations and metadata from the sources.",
)
@click.option(
    "--stamp",
    is_flag=True,
    help="Record that the translations have their current sources, in the file `stamp-file`;"
    " compare nothing.",
)
@click.option(
    "--source-hardening",
    "harden",
    is_flag=True,
    help="Print a patch of the sources: back-ticks around names that two locales damaged.",
)
@click.option(
    "--source-repo",
    type=click.Path(file_okay=False),
    metavar="DIR",
    help="Read source versions from this local git clone.",
)
@processes_option
@click.option("--summary", is_flag=True, help="Print tables by locale instead of findings.")
@click.option(
    "--explain-page",
    metavar="PAGE",
    help="Print one translation's state, with the source's text beside the translation's.",
)
@click.option(
    "--pair",
    nargs=2,
    metavar="SOURCE TRANSLATION",
    help="Compare one translation with one source page, ignoring its stamp.",
)
@infer_option
@finding_options
@new_only_options
@rare_collections()
def drift(
    *,
    given: CommonOptions,
    locales: Sequence[str],
    fix: str | None,
    dry_run: bool,
    patch_file: Path | None,
    harden: bool,
    sync: bool,
    stamp: bool,
    summary: bool,
    explain_page: str | None,
    source_repo: str | None,
    processes: int | None,
    pair: tuple[str, str] | None,
    infer_unannotated: bool,
) -> int:
    """Compare translations with their sources.

    Each translation is compared with the source version that it was made from. Findings say what
    it no longer contains, whether it is outdated, and whether its stamp is right.

    PATH is a page or folder (default: all). A page of the source selects its translations.
    """
    manner = "hardened" if harden else "synced" if sync else fix
    prints = bool(dry_run or patch_file or harden)
    change = RequestedChanges(manner, pair, patch_file, prints=prints)
    _refuse_contradictions(given, pair, syncs=harden or sync, dry_run=dry_run)
    given = replace(given, paths=(*given.paths, explain_page)) if explain_page else given
    clone, infer = source_repo and str(Path.cwd() / source_repo), infer_unannotated
    config = override(given, locales=locales, source_repo=clone, infer_unannotated=infer)
    whole = not (pair or given.paths or locales or given.changed_since is not None)
    if stamp:
        return _record(config, given, alone=not (pair or manner or change.prints))
    baseline = load_baseline(config, update=given.baseline_update)
    found = _changed(config, given, _finder(config, given, pair, processes), change)
    view: _View = "patch" if change.prints else "page" if explain_page else _VIEWS[summary]
    found = _without_known(found, baseline, whole=whole)
    return _conclude(found, replace(given, config=config), view, pair=bool(pair))


def _changed(
    config: Config,
    given: CommonOptions,
    find: Callable[[], Drift],
    change: RequestedChanges,
) -> Drift:
    """Return what is found, after the changes that are asked for; a patch changes nothing."""
    found = find()
    if change.prints:
        show_fixes(changes(config, found, change.manner or "safe", change.pair), change.file)
    elif change.manner:
        write_fixes(config, changes(config, found, change.manner, change.pair), given)
        found = find()
    return found


def _refuse_contradictions(
    given: CommonOptions, pair: tuple[str, str] | None, *, syncs: bool, dry_run: bool
) -> None:
    """Refuse options that contradict each other. Raise `ConfigError`."""
    refuse_update(given, dry_run=dry_run)
    if pair and (syncs or given.paths or given.changed_since is not None):
        other = "`--sync` or `--source-hardening`" if syncs else "paths or `--changed-since`"
        message = f"`--pair` compares two pages and cannot be combined with {other}"
        raise ConfigError(message, hint="omit one of the options")


def _record(config: Config, given: CommonOptions, *, alone: bool) -> ExitCode:
    """Record the versions of the selected translations, unless other work is asked for.

    Raise `ConfigError` then.
    """
    from docreplay.flows.drift.stamping import stamp_pages

    if not alone:
        message = "`--stamp` records pages and cannot be combined with `--pair` or with fixes"
        raise ConfigError(message, hint="omit one of the options")
    paths = _paths(config, given)
    say_stamped(Stamped() if paths is None else stamp_pages(config, paths), config.stamp_file)
    return ExitCode.CLEAN


def _finder(
    config: Config, given: CommonOptions, pair: tuple[str, str] | None, processes: int | None
) -> Callable[[], Drift]:
    """Return the function that compares the pair, or the translations, as they are on disk."""
    if pair:
        return partial(_found_pair, config, pair)
    return partial(_found, config, given, _paths(config, given), processes)


def _found_pair(config: Config, pair: tuple[str, str]) -> Drift:
    from docreplay.flows.drift import run as drift_flow

    return drift_flow.of_pair(config, *(named(path, config) for path in pair))


def _paths(config: Config, given: CommonOptions) -> Sequence[str] | None:
    """Return the paths to check; None if no page has changed."""
    from docreplay.flows.drift.changed_translations import changed_translations

    if given.changed_since is None:
        return given.paths
    return changed_translations(config, given.paths, given.changed_since) or None


def _found(
    config: Config, given: CommonOptions, paths: Sequence[str] | None, processes: int | None
) -> Drift:

    from docreplay.flows.drift import run as drift_flow

    if paths is None:
        return Drift(run=nothing_changed("drift", given), pages=())
    with (
        progress("comparing", shown=given.style.verbosity >= 0) as update,
        workers(processes) as executor,
    ):
        return drift_flow.drift(config, paths, executor=executor, progress=update)


def _without_known(found: Drift, baseline: Baseline, *, whole: bool) -> Drift:
    """Return the findings that are not in the baseline; `whole` if no page was skipped."""
    pages = None if whole else {page.path for page in found.pages}
    return replace(found, run=baseline.hold(found.run, pages))


def _with_workbench(found: Drift, given: CommonOptions) -> CommonOptions:
    """Write the workbench where `--report` asks for it; return the options for other reports."""
    for target in given.reports:
        if target.format == WORKBENCH:
            write_workbench(given.config, found, target.path)
    others = tuple(target for target in given.reports if target.format != WORKBENCH)
    return replace(given, reports=others)


def _conclude(found: Drift, given: CommonOptions, view: _View, *, pair: bool) -> ExitCode:
    """Print the findings, the summary or the page, write the reports, and return the exit code.

    Beside a patch, nothing else is printed.
    """
    if view == "patch":
        return exit_code(found.run, given)
    given = _with_workbench(found, given)
    # all findings decide the status of a pair, those that are not severe enough to be shown as well
    json = (lambda _: forms.render_pair(found.run)) if pair else None
    if view == "findings" or given.output_format == "json":
        return finish(found.run, given, json)
    write_reports(found.run, given, json)
    if view == "page":
        show("\n".join(explained(found.run, verdict) for verdict in found.pages))
    else:
        show(forms.summary(found.run, found.pages))
    return exit_code(found.run, given)


COMMAND = drift

"""`docreplay check`: report what is wrong with pages, without a service."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from docreplay.cli.changes import (
    SAFETIES,
    fix_option,
    patch_option,
    refuse_update,
    show_fixes,
    write_fixes,
)
from docreplay.cli.finish import exit_code, finish, nothing_changed
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
from docreplay.cli.terminal import progress
from docreplay.config.settings import Config
from docreplay.flows.known_findings import load_baseline
from docreplay.model.run import Run
from docreplay.model.translation import ChangedPage
from docreplay.report.format import format_names


@click.command(
    cls=Command,
    epilog="\b\nExamples:\n"
    "  docreplay check\n"
    "  docreplay check docs_source/zh-cn --select DOC1\n"
    "  docreplay check --output-format github --report sarif=docreplay.sarif\n"
    "  docreplay check --metadata metadata/v1.0.xml\n"
    "  docreplay check --fix --dry-run\n"
    "  docreplay check --baseline known.jsonl --baseline-update\n"
    "  docreplay check --baseline known.jsonl --changed-since origin/main",
)
@format_option(format_names(), "text")
@click.option(
    "--metadata",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, resolve_path=True),
    help="Compare resources and typed responses with a CSDL or OpenAPI description.",
)
@fix_option
@click.option(
    "--dry-run",
    is_flag=True,
    help="Print the changes of --fix as a patch; write nothing.",
)
@patch_option("fixes")
@infer_option
@processes_option
@finding_options
@new_only_options
@rare_collections()
def check(
    *,
    given: CommonOptions,
    infer_unannotated: bool,
    processes: int | None,
    metadata: str | None,
    fix: str | None,
    dry_run: bool,
    patch_file: Path | None,
) -> int:
    """Check pages and story files without a service.

    Reports what cannot be read or paired, and pages that contradict themselves or each other.

    PATH is a page, a story file, or a folder of them (default: all that are configured).
    """
    refuse_update(given, dry_run=dry_run)
    config = override(given, infer_unannotated=infer_unannotated)
    config, paths = replace(config, metadata=metadata or ""), given.paths
    baseline = load_baseline(config, update=given.baseline_update)
    if given.changed_since is not None:
        from docreplay.flows.stories.checked_stories import changed_since

        paths = changed_since(config, paths, given.changed_since)
        if not paths:
            return finish(baseline.hold(nothing_changed("check", given), ()), given)
    find = partial(_checked, config, given, paths, processes)
    run = find()
    if dry_run or patch_file:
        show_fixes(_fixed(config, run, fix), patch_file)
        return exit_code(run, given)
    if fix:
        write_fixes(config, _fixed(config, run, fix), given)
        run = find()
    judged = _judged(config, paths) if paths else None
    return finish(baseline.hold(run, judged), given)


def _judged(config: Config, paths: Sequence[str]) -> set[str]:
    """Return the paths of the pages and story files that were checked."""
    from docreplay.flows.stories.checked_paths import checked_paths
    from docreplay.sources.pages import files_of, find_pages

    store = files_of(config)
    chosen = checked_paths(config, store, paths)
    found = find_pages(config, store, chosen.pages) if chosen.pages else ()
    return {*(page.path for page in found), *chosen.stories}


def _checked(
    config: Config, given: CommonOptions, paths: Sequence[str], processes: int | None
) -> Run:
    from docreplay.flows import check as check_flow

    with (
        progress("checking", shown=given.style.verbosity >= 0) as update,
        workers(processes) as executor,
    ):
        return check_flow.check(config, paths, executor=executor, progress=update)


def _fixed(config: Config, run: Run, fix: str | None) -> tuple[ChangedPage, ...]:
    from docreplay.flows.check_fixes import fixed_pages

    return tuple(fixed_pages(config, run, SAFETIES[fix or "safe"]))


COMMAND = check

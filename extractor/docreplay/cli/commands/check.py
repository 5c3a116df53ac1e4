"""`docreplay check`: report what is wrong with pages, without a service."""

from dataclasses import replace

import click

from docreplay.cli.finish import finish, nothing_changed
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
from docreplay.flows.known_findings import load_baseline
from docreplay.report.format import format_names


@click.command(
    cls=Command,
    epilog="\b\nExamples:\n"
    "  docreplay check\n"
    "  docreplay check docs_source/zh-cn --select DOC1\n"
    "  docreplay check --output-format github --report sarif=docreplay.sarif\n"
    "  docreplay check --metadata metadata/v1.0.xml\n"
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
) -> int:
    """Check pages without a service.

    Reports what cannot be read or paired, and pages that contradict themselves or each other.

    PATH is a page or a folder of pages (default: all configured pages).
    """
    from docreplay.flows import check as check_flow
    from docreplay.flows import pages as pages_flow
    from docreplay.flows.changed_pages import changed_pages

    config = override(given, infer_unannotated=infer_unannotated)
    config, paths = replace(config, metadata=metadata or ""), given.paths
    baseline = load_baseline(config, update=given.baseline_update)
    if given.changed_since is not None:
        paths = changed_pages(config, paths, given.changed_since)
        if not paths:
            return finish(baseline.hold(nothing_changed("check", given), ()), given)
    with (
        progress("checking", shown=given.style.verbosity >= 0) as update,
        workers(processes) as executor,
    ):
        run = check_flow.check(config, paths, executor=executor, progress=update)
    judged = {page.path for page in pages_flow.pages(config, paths)} if paths else None
    return finish(baseline.hold(run, judged), given)


COMMAND = check

"""`docreplay check`: everything that can be said about pages without a service."""

import click

from extractor.accepting import opened
from extractor.cli.conclusion import conclude, nothing_changed
from extractor.cli.options import Given, finding_options, format_option, new_only_options
from extractor.cli.terminal import progress
from extractor.report.format import format_names


@click.command(
    epilog="\b\nExamples:\n"
    "  docreplay check\n"
    "  docreplay check docs_source/zh-cn --select DOC1\n"
    "  docreplay check --output-format github --report sarif=docreplay.sarif\n"
    "  docreplay check --baseline known.jsonl --baseline-update\n"
    "  docreplay check --baseline known.jsonl --changed-since origin/main"
)
@format_option(format_names(), "text")
@finding_options
@new_only_options
def check(*, given: Given) -> int:
    """Check pages offline.

    Is everything readable, paired and well-formed?

    PATH is a page or a folder of pages; none means all that are configured.
    """
    from extractor import pipeline
    from extractor.changes import changed_pages

    config, paths = given.config, given.paths
    baseline = opened(config, update=given.baseline_update)
    if given.changed_since is not None:
        paths = changed_pages(config, paths, given.changed_since)
        if not paths:
            return conclude(baseline.hold(nothing_changed("check", given), ()), given)
    with progress("checking", shown=given.style.verbosity >= 0) as update:
        run = pipeline.check(config, paths, progress=update)
    judged = {page.path for page in pipeline.pages(config, paths)} if paths else None
    return conclude(baseline.hold(run, judged), given)


COMMAND = check

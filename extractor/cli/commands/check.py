"""`docreplay check`: everything that can be said about pages without a service."""

import click

from extractor.cli.conclusion import conclude
from extractor.cli.options import Given, finding_options, format_option
from extractor.cli.terminal import progress
from extractor.report.format import format_names


@click.command(
    epilog="\b\nExamples:\n"
    "  docreplay check\n"
    "  docreplay check docs_source/zh-cn --select DOC1\n"
    "  docreplay check --output-format github --report sarif=docreplay.sarif"
)
@format_option(format_names(), "text")
@finding_options
def check(*, given: Given) -> int:
    """Check pages offline.

    Is everything readable, paired and well-formed?

    PATH is a page or a folder of pages; none means all that are configured.
    """
    from extractor import pipeline

    with progress("checking", shown=given.style.verbosity >= 0) as update:
        run = pipeline.check(given.config, given.paths, progress=update)
    return conclude(run, given)


COMMAND = check

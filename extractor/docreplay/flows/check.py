"""`docreplay check`: everything that pages say wrong without a service."""

from collections.abc import Sequence

from docreplay.config.settings import Config
from docreplay.diagnostics.run_builder import Progress, RunBuilder, quiet
from docreplay.flows.pages import page_cases, pages
from docreplay.flows.resource_types import resources
from docreplay.flows.site_index import SiteIndex
from docreplay.flows.unmatched_patterns import PatternCheck
from docreplay.model.exchange import Reading
from docreplay.model.run import Run
from docreplay.read.pages import find_pages
from docreplay.sources.source_cache import SourceCache


def check(
    config: Config,
    paths: Sequence[str] = (),
    *,
    progress: Progress = quiet,
) -> Run:
    """Everything that can be said about the pages without a service.

    Raises `NothingMatched` where there is no page, `ConfigError` for a path that is not there.
    """
    found = pages(config, paths)
    tally = RunBuilder(config, len(found), progress, sources=SourceCache(config.root))
    around = SiteIndex(config, find_pages(config), resources(config))
    patterns = PatternCheck(config)

    def look(reading: Reading) -> None:
        patterns.note(reading)
        tally.reading(reading, around.findings(reading), ran="DOC")

    for item in page_cases(config, found, on_reading=look):
        tally.count("cases", len(item.cases))
    tally.add(patterns.findings())
    return tally.run("check")

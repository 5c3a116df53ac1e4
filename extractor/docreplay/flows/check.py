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
from docreplay.sources.pages import find_pages
from docreplay.sources.store import FileStore, PageStore, SourceTexts


def check(
    config: Config,
    paths: Sequence[str] = (),
    *,
    store: PageStore | None = None,
    progress: Progress = quiet,
) -> Run:
    """Check the pages without a service.

    Raises `NothingMatched` if there are no pages, `ConfigError` for a path that does not exist.
    """
    store = store or FileStore(config.root)
    found = pages(config, paths, store=store)
    tally = RunBuilder(config, len(found), progress, sources=SourceTexts(store))
    around = SiteIndex(config, store, find_pages(config, store), resources(config, store))
    patterns = PatternCheck(config, store)

    def look(reading: Reading) -> None:
        patterns.note(reading)
        tally.reading(reading, around.findings(reading), ran="DOC")

    for item in page_cases(config, found, store=store, on_reading=look):
        tally.count("cases", len(item.cases))
    tally.add(patterns.findings())
    return tally.run("check")

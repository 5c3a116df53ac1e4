"""`docreplay init`: what the pages of a repository contain, before it has a configuration."""

from dataclasses import dataclass, replace

from docreplay.cases.locales import choose_source
from docreplay.config.settings import Config
from docreplay.diagnostics.progress import Progress, quiet
from docreplay.errors import NothingMatched
from docreplay.flows.pages.pages import readings
from docreplay.model.exchange import Reading
from docreplay.sources.pages import files_of, find_pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Numbers of pages, and of what they contain."""

    pages: int
    translations: int
    """Pages of other locales than the source."""
    requests: int
    """Requests that are annotated."""
    unannotated: int
    """Requests in code blocks without annotation."""


def survey(config: Config, *, progress: Progress = quiet) -> Survey:
    """Return what the configured pages contain. Raise `NothingMatched` if no page is found."""
    store = files_of(config)
    found = tuple(find_pages(config, store))
    if not found:
        where = ", ".join(config.docs)
        hint = "name the folder that contains the pages: docreplay init --docs DIR"
        raise NothingMatched(f"no Markdown page found in {where}", hint=hint)
    config = replace(config, infer_unannotated=True)
    source = choose_source((page.locale for page in found), config.source_locale)
    requests = unannotated = 0
    for done, reading in enumerate(readings(config, found, store=store), 1):
        requests += _annotated(reading)
        unannotated += _unannotated(reading)
        progress(done, len(found))
    return Survey(
        pages=len(found),
        translations=sum(page.locale != source for page in found),
        requests=requests,
        unannotated=unannotated,
    )


def _annotated(reading: Reading) -> int:
    return sum(block.kind == "request" for block in reading.blocks)


def _unannotated(reading: Reading) -> int:
    return sum(item.request_block.annotation is None for item in reading.exchanges)

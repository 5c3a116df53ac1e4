"""`docreplay check --fix`: pages with the fixes of their findings."""

from collections.abc import Callable, Iterator, Sequence

from docreplay.config.settings import Config
from docreplay.diagnostics.rule_filter import rule_filter
from docreplay.flows.pages.site_index import SiteIndex
from docreplay.model.finding import Finding, Safety
from docreplay.model.markup.text_fixes import fix_until_stable
from docreplay.model.page import Page, PageId
from docreplay.model.run import Run
from docreplay.model.translation import ChangedPage
from docreplay.sources.pages import files_of, find_pages
from docreplay.sources.store import PageStore


def fixed_pages(
    config: Config, run: Run, safeties: frozenset[Safety], *, store: PageStore | None = None
) -> Iterator[ChangedPage]:
    """Yield the pages of a run of `check` with fixes of these safeties; nothing is written.

    Findings that are ignored or suppressed are not fixed. A page that is not valid UTF-8 is
    skipped, because its bytes could not be written back.
    """
    wanted = {
        finding.location.path
        for finding in run.findings
        if finding.fix and finding.fix.safety in safeties
    }
    if not wanted:
        return
    store = store or files_of(config)
    every = tuple(find_pages(config, store, with_includes=True))
    look = _looker(config, SiteIndex(config, store, every))
    for page in every:
        text = store.text(page.path) if page.path in wanted else "\ufffd"
        if "\ufffd" in text:
            continue
        done = fix_until_stable(text, look(page), safeties)
        if done.fixes:
            yield ChangedPage(
                path=page.path, before=text, after=done.text, fixes=done.fixes, fixed=done.fixed
            )


def _looker(
    config: Config, site: SiteIndex
) -> Callable[[PageId], Callable[[str], Sequence[Finding]]]:
    """Return the function that returns, for a page, what finds the faults of a text of it."""
    chosen = rule_filter(config)

    def of_page(page: PageId) -> Callable[[str], Sequence[Finding]]:
        def look(text: str) -> Sequence[Finding]:
            reading = site.reread(Page(id=page, text=text))
            found = (*reading.findings, *site.findings(reading))
            own = (item for item in found if item.location.path == page.path)
            return chosen.apply(own, reading.suppressions).findings

        return look

    return of_page

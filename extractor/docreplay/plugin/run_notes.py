"""What a session of pytest finds out besides verdicts, as `docreplay test` does."""

import pytest

from docreplay.errors import PageUnreadable
from docreplay.flows.notes.service_notes import service_notes
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.model.finding import Finding
from docreplay.model.page import PageId
from docreplay.model.run import Verdict
from docreplay.plugin import summary
from docreplay.plugin.session import shared

NOTES: pytest.StashKey[tuple[Finding, ...]] = pytest.StashKey()


def note(session: pytest.Session, reporter: pytest.TerminalReporter) -> bool:
    """Keep the findings of a session; return True if one of them is severe enough to fail it."""
    state = shared(session.config)
    found = _notes(state.index, list(summary.all_verdicts(reporter)))
    session.config.stash[NOTES] = found
    return any(item.severity >= state.config.fail_on for item in found)


def noted(config: pytest.Config) -> tuple[str, ...]:
    """Return the lines about the session, without those of its cases."""
    if NOTES not in config.stash:
        return ()
    found = config.stash[NOTES]
    return tuple(str(item) for item in found)


def _notes(index: CaseIndex, found: list[Verdict]) -> tuple[Finding, ...]:
    """Return the findings; the pages of the cases, and their translations, are read for them."""
    if not index.config.base_url or not found:
        return ()
    try:
        index.load(_pages(index, {verdict.location.path for verdict in found}))
    except PageUnreadable:  # removed while the session ran, which its cases report
        return ()
    return service_notes(index, [index.identified(verdict) for verdict in found]).findings


def _pages(index: CaseIndex, paths: set[str]) -> list[PageId]:
    keys = {page.key for page in index.tree if page.path in paths}
    return [page for page in index.tree if page.key in keys]

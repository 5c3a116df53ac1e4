"""The embedded service of a run, which answers as the tested pages document."""

from collections.abc import Sequence
from contextlib import AbstractContextManager

from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.pages.pages import pages
from docreplay.serve.app import application
from docreplay.serve.routes import Routes
from docreplay.serve.server import serving


def embedded_service(index: CaseIndex, tested: Sequence[str]) -> AbstractContextManager[str]:
    """Serve the cases of the tested pages (paths relative to the project); yield the base URL."""
    unknown = [path for path in tested if not index.is_loaded(path)]
    if unknown:
        index.load(pages(index.config, unknown, store=index.store))
    cases = index.tested_cases(frozenset(tested))
    return serving(application(Routes(cases)))

"""Pages as tests write them, read and made into cases by the real stages."""

from docreplay import testing
from docreplay.model.case import Case
from docreplay.model.exchange import Reading
from docreplay.testing import exchange

__all__ = ["PATH", "case_of", "cases_of", "exchange", "reading_of"]

PATH = "docs_source/en-us/api/page.md"


def reading_of(text: str, path: str = PATH) -> Reading:
    """Read a page at the path."""
    return testing.read_page(text, path)


def cases_of(text: str, path: str = PATH) -> tuple[Case, ...]:
    """Return the cases of a page."""
    return testing.cases_of(text, path)


def case_of(*messages: str, name: str = "get_photo", annotation: str = "") -> Case:
    """Return the one case of a page with one exchange; see `exchange`."""
    (case,) = cases_of(exchange(*messages, name=name, annotation=annotation))
    return case

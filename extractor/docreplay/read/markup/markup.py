"""Read the markup of a page, for all stages."""

from docreplay.model.markup.markup import Markup, Side, Table
from docreplay.model.markup.source_map import SourceMap
from docreplay.model.page import normalized
from docreplay.read.markup.markup_reader import MarkupReader
from docreplay.read.markup.spans import unwrap, unwrap_source
from docreplay.read.rst.rst_reader import RstReader


def reader_of(source: SourceMap) -> MarkupReader:
    """Return the reader of a page's format: reStructuredText by its suffix, else Markdown."""
    return RstReader(source) if source.path.lower().endswith(".rst") else MarkupReader(source)


def markup_of(text: str, path: str, side: Side = "target") -> Markup | None:
    """Return the markup of a page's text, or of the source that a bilingual page contains.

    None if `side` is `source` and the page has no spans, or spans that are not nested correctly:
    such a page does not contain its source. Never raises.
    """
    page = normalized(text)
    if side == "source":
        source = unwrap_source(path, page)
        return None if source is None else reader_of(source).markup()
    unwrapped = unwrap(path, page)
    return reader_of(unwrapped.source).markup(unwrapped.segments)


def tables_of(text: str, path: str, side: Side = "target") -> tuple[Table, ...]:
    """Return the tables of the page at a path, in Markdown and in HTML, in order.

    The cells of a bilingual page are those of the translation or, with `side="source"`, those of
    the source that it contains, with names as the service has them. A page without its source
    has the same cells on either side. Never raises.
    """
    return reader_of_text(text, path, side).all_tables


def reader_of_text(text: str, path: str, side: Side = "target") -> MarkupReader:
    """Return the reader of the page at a path; of a bilingual one, of its translation.

    With `side="source"`, it is that of the source that a bilingual page contains, if it does.
    """
    page = normalized(text)
    source = unwrap_source(path, page) if side == "source" else None
    return reader_of(source or unwrap(path, page, segmented=False).source)

"""HTTP messages without annotation in the code blocks of a page, for `infer-unannotated`."""

from collections.abc import Callable
from functools import cache

from docreplay.model.markup.markup import Fence, Markup
from docreplay.model.page import Page, PageId, without_suffix
from docreplay.read.reading import Options, read


def page_of(outline: Markup) -> Page:
    """Return the page of an outline, which need not be in the tree."""
    page = PageId(path=outline.path, locale="", key=without_suffix(outline.path))
    return Page(id=page, text=outline.page)


def message_test(source: Markup, how: Options) -> Callable[[Fence], bool]:
    """Return the function that says whether a code block of a page is a message of an exchange.

    Without `infer-unannotated`, none is. The page is read when the function is first called.
    """
    if not how.infer_unannotated:
        return lambda _: False
    lines = cache(lambda: _lines(source, how))
    return lambda fence: source.places.location(fence.start).line in lines()


def _lines(source: Markup, how: Options) -> frozenset[int]:
    """Return the lines where the messages of the page's exchanges begin."""
    exchanges = read(page_of(source), how).exchanges
    blocks = (block for item in exchanges for block in (item.request_block, item.response_block))
    openings = (block.opening for block in blocks if block)
    return frozenset(place.line for place in openings if place.path == source.path)

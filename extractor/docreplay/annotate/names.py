"""Name requests after the headings of their page, each name once."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

from docreplay.model.exchange import Exchange
from docreplay.model.markup.block import Block
from docreplay.model.markup.markup import Heading, Markup

_GENERIC = re.compile(
    r"(?:(?:example|sample|http|curl|json|api) ?)*"
    r"(?:requests?|responses?|examples?|samples?|usage|synopsis|calls?|http|curl|shell|json)"
    r"(?: (?:and|with|&) (?:responses?|results?|output))?(?: ?(?:body|headers?|\d+))?",
    re.IGNORECASE,
)
"""Headings of which every operation of a page may have one."""
_STATUS = re.compile(r"[1-5]\d\d\b")
_NUMBER = re.compile(r"^(?:\d+\.)+\d*\s+")
"""Number of a section: `8.1. `, `8.1 `."""
_LINK = re.compile(r"!?\[([^\]]{0,500})\]\([^)]{0,2000}\)|<[^>]{0,1000}>|\{[#:][^}]{0,200}\}")
_NOT_WORD = re.compile(r"[\W_]+")
_TAB = "](#tab/"
"""Part of a heading that is a tab of docfx."""
_MOST = 500
"""Number of characters of a heading that are looked at."""
_LENGTH = 60
"""Maximum number of characters of a name, without its number."""


class Names:
    """Names for the requests of one page."""

    def __init__(self, page: Markup, blocks: Sequence[Block], others: Collection[str] = ()) -> None:
        self._headings = page.headings
        self._lines = [page.places.line(heading.start) for heading in page.headings]
        taken = [name for block in blocks if block.annotation for name in block.annotation.names]
        self._own = {folded(block.name) for block in blocks if block.name}
        self._taken = {folded(name): 1 for name in [*taken, *self._own, *others]}
        """The names on this page and `others`, with the highest number that was given to one."""

    def give(self, exchange: Exchange, wanted: str = "") -> str:
        """Return a name that no other request of the page, and none of other pages, has.

        It is `wanted`, or that of a comment in the code block (`# @name`), or the heading above in
        lower case with `_` between its words, or else the method and path of the request. A name
        that is taken gets a number.
        """
        own = wanted or exchange.request_block.name
        if own and folded(own) in self._own:
            self._own.remove(folded(own))
            return own
        return self._unique(own or self._of_heading(exchange) or _of_request(exchange))

    def _of_heading(self, exchange: Exchange) -> str:
        for heading in self._above(exchange.request_block.opening.line):
            words = " ".join(_LINK.sub(r"\1", heading.title.text[:_MOST]).split())
            words = _NUMBER.sub("", words, count=1)
            if not _GENERIC.fullmatch(words.strip("`*:. ")) and not _STATUS.match(words):
                return _name(words)
        return ""

    def _above(self, line: int) -> Iterator[Heading]:
        """Yield the heading above a line, then those that it belongs to, from the inside out."""
        level = 7
        for index in range(bisect_right(self._lines, line) - 1, -1, -1):
            heading = self._headings[index]
            if heading.level < level and _TAB not in heading.title.text:
                level = heading.level
                yield heading
            if level == 1:
                return

    def _unique(self, name: str) -> str:
        numbered = name
        while folded(numbered) in self._taken:
            number = self._taken[folded(name)] = self._taken[folded(name)] + 1
            numbered = f"{name}_{number}"
        self._taken[folded(numbered)] = 1
        return numbered


def _of_request(exchange: Exchange) -> str:
    path = exchange.request.target.partition("?")[0].partition("://")[2]
    path = path.partition("/")[2] or exchange.request.target.partition("?")[0]
    return _name(f"{exchange.request.method} {path}")


def _name(words: str) -> str:
    name = _NOT_WORD.sub("_", words.lower()).strip("_")
    return name if len(name) <= _LENGTH else name[:_LENGTH].rpartition("_")[0] or name[:_LENGTH]


def folded(name: str) -> str:
    """Return a name as other tools distinguish names: without case and kind of separator."""
    return _NOT_WORD.sub("_", name.casefold())

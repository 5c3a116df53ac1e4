"""The status codes that a page documents: in its examples, in tables and lists, in sentences."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from docreplay.model.api.api_tables import ApiTable
from docreplay.model.api.documented_page import DocumentedPage
from docreplay.model.location import Range
from docreplay.model.types.documented_rows import title_of

_TITLE = re.compile(
    r"(?:http |response |return |error |result )*(?:status|code|status code|response|error)s?"
    r"(?: codes?| returned)?"
)
"""Titles of a column with status codes."""
_NAME_TITLE = re.compile(rf"{_TITLE.pattern}|name")
_RESPONSES = re.compile(r"responses?(?:-(?:status-)?codes?)?|(?:http-)?status-codes?")
"""Anchors of a heading above a table of responses, by which a code may be the name of one."""
_CODE = re.compile(r"[`*_\s(\[]*(?:HTTP\s+)?([1-5]\d\d)\b(?!\s*(?:[.,]\d|%|[kMG]?[bB]\b))")
_ITEM = re.compile(
    r"^[ \t]*(?:[-*+][ \t]+[`*_]*(?:HTTP[ \t]+)?([1-5]\d\d)(?=[`*_]*(?:[ \t]*[:–—-]|[ \t]+[A-Z]))"
    r"|([1-5]\d\d)(?=(?: \([^()\n]*\))?: [A-Z]))",
    re.MULTILINE,
)
_SENTENCE = re.compile(r"[^.\n|]+(?:\.(?=\w)[^.\n|]*)*")
_RETURNS = re.compile(
    r"\b(?:returns?|responds?|response(?: status)? code|replies)\b", re.IGNORECASE
)
_UNLESS = re.compile(r"\bnot?\b|n['’]t\b|\bif the\b|\bif an?\b|\bwhen\b|\bmay\b", re.IGNORECASE)
_SAID = re.compile(r"`(2\d\d|3\d\d)(?: [A-Z][\w' -]*)?`")


class DocumentedStatuses(NamedTuple):
    """The codes of a page, each with the place that names it first."""

    shown: Mapping[str, Range]
    """Those of examples, without interim ones (RFC 9110 §15.2)."""
    listed: Mapping[str, Range]
    """Those of tables and lists, which name all that are expected."""
    said: Mapping[str, Range]
    """Those of sentences about success."""

    @property
    def known(self) -> frozenset[str]:
        """All of them."""
        return frozenset({*self.shown, *self.listed, *self.said})

    @property
    def places(self) -> Mapping[str, Range]:
        """The place of each; that of an example first."""
        return {**self.said, **self.listed, **self.shown}


def documented_statuses(page: DocumentedPage) -> DocumentedStatuses:
    """Return the status codes that a page documents."""
    final = (item for item in page.statuses if item.status >= 200)
    shown = ((str(item.status), item.range) for item in final)
    return DocumentedStatuses(_first(shown), _first(_listed(page)), _first(_said(page)))


def _is_of_responses(table: ApiTable) -> bool:
    return bool(table.anchors) and _RESPONSES.fullmatch(table.anchors[0]) is not None


def _first(found: Iterator[tuple[str, Range]]) -> dict[str, Range]:
    first: dict[str, Range] = {}
    for code, place in found:
        first.setdefault(code, place)
    return first


def _listed(page: DocumentedPage) -> Iterator[tuple[str, Range]]:
    for item in page.tables:
        table = item.table
        titles = enumerate(map(title_of, table.header))
        named = _NAME_TITLE if _is_of_responses(item) else _TITLE
        for at in [at for at, title in titles if named.fullmatch(title)][:1]:
            cells = [row[at] for row in table.body if at < len(row)]
            codes = [(cell, _CODE.match(cell.content)) for cell in cells]
            if codes and sum(code is not None for _, code in codes) * 2 >= len(codes):
                yield from ((code[1], table.range(cell)) for cell, code in codes if code)
    for match in _ITEM.finditer(page.prose.text):
        at = match.lastindex or 0
        yield match[at], page.prose.range(*match.span(at))


def _said(page: DocumentedPage) -> Iterator[tuple[str, Range]]:
    text = page.prose.text
    for sentence in _SENTENCE.finditer(text):
        if "`" in sentence[0] and _RETURNS.search(sentence[0]) and not _UNLESS.search(sentence[0]):
            for code in _SAID.finditer(text, *sentence.span()):
                yield code[1], page.prose.range(*code.span(1))

"""Paragraphs that document nothing of an API: plain words alone."""

import re
from collections.abc import Iterator

from docreplay.model.page import normalized
from docreplay.model.types.stated_limits import counted
from docreplay.read.base_types import may_name_base_type
from docreplay.read.markup import front_matter, scanner

_PLAIN = re.compile(r"[^\W\d_](?:[^\W\d_]|[ ,'’]|[.](?![^\s])|[\n-](?=[^\W\d_]))*")
"""Lines of letters, without names in code, links, numbers, or what else may mean something."""
_TELLING = re.compile(r"deprecated|brevity|readability|clarity", re.IGNORECASE)
"""Words of sentences that say something of all the page."""


def without_plain_paragraphs(text: str) -> str | None:
    """Return a page without such paragraphs: pages of which this is equal document the same.

    Words above a code block may say what it is, so they stay. None if the page is in
    reStructuredText, or is so complicated that only a parser knows where its code is.
    """
    page = normalized(text)
    at = front_matter.body_start(page)
    tokens = scanner.scan(page, at)
    if tokens is None:
        return None
    kept = [page[:at]]
    for token in tokens:
        kept += _telling(page[at : token.start], above_code=True)
        kept.append(page[token.start : token.end])
        at = token.end
    kept += _telling(page[at:], above_code=False)
    return "\n\n".join(kept)


def _telling(text: str, *, above_code: bool) -> Iterator[str]:
    """Yield the paragraphs that are not plain, and all those between a heading and code."""
    paragraphs = text.split("\n\n")
    headings = (at for at, item in enumerate(paragraphs) if item.lstrip("\n").startswith("#"))
    end = max(headings, default=0) if above_code else len(paragraphs)
    for at, paragraph in enumerate(item.strip("\n") for item in paragraphs):
        if at >= end or not _is_plain(paragraph):
            yield paragraph


def _is_plain(paragraph: str) -> bool:
    if not paragraph:
        return True
    return (
        _PLAIN.fullmatch(paragraph) is not None
        and not counted(paragraph)
        and not _TELLING.search(paragraph)
        and not may_name_base_type(paragraph)
    )

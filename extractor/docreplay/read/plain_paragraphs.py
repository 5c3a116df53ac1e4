"""Paragraphs that document nothing of an API, though they may have names in code and numbers."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docreplay.model.api.stated_scopes import stated_scopes
from docreplay.model.page import normalized
from docreplay.model.types.stated_limits import counted, stated_limits
from docreplay.read.base_types import may_name_base_type
from docreplay.read.markup import front_matter, scanner

_SIMPLE = re.compile(r"[^\W\d_](?:[^\W\d_]|[ ,'’]|[.](?![^\s])|[\n-](?=[^\W\d_]))*")
"""Lines of letters."""
_INLINE = (
    r"`[A-Za-z/][^`\n$|<>]*`(?!`)|\*\*[^\W\d_](?:[\w ,'’-]*[^\W_])?\*\*(?!\*)"
    r"|\[(?!!)[^\[\]\n`|<>]+\]\((?!#tab/)[^()\s|<>]+\)"
)
"""Code that is not a number, bold words, and links."""
_BEGINNING = rf"(?:[^\W\d_]|{_INLINE})"
_PLAIN = re.compile(
    rf"{_BEGINNING}(?:[\w ,;'’\"“”()%/!?–—-]|[.](?=[\s\d\w)\"”]|\Z)|:(?=[ ])|{_INLINE}"
    rf"|\n(?={_BEGINNING}))*+"
)
"""Lines of words, numbers, and the above; none begins what is not a paragraph."""
_TELLING = re.compile(
    r"(?i:deprecated|brevity|readability|clarity)"
    r"|\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b"
)
"""Words of sentences that say something of all the page, and methods of operations."""
_TERM = re.compile(r"\*\*`?[\w.$@\[\]-]+`?\*\*[^\n.]{0,80}(?:\n|\Z)")
"""A line that may be the name of a member in bold, which the next paragraph describes."""
_STATED = re.compile(r"(?i:[*_]*(?:type|required|default)\b)")
"""What a paragraph about a member begins with."""
_INTRODUCED = re.compile(r"[ \t*+:<-]|\d{1,9}[.)]|[^\n]*\|")
"""The beginning of a list or table, of which the words above may say what it is; and that of what
is indented, which may belong to a list above that the paragraph would end."""
_NEAR = 200
"""Number of characters of the paragraphs around that may be one limit with this one."""


class _Part(NamedTuple):
    """A paragraph, or what is between two of them and stays."""

    text: str
    stays: bool


def differ_in_plain_paragraphs(old: str, new: str) -> bool:
    """Return True if pages differ in such paragraphs alone, so that both document the same.

    Words above a code block may say what it is, so they stay. False as well if a page is so
    complicated that only a parser knows where its code is.
    """
    before, after = _parts(old), _parts(new)
    if before is None or after is None:
        return False
    common = set(before).intersection(after)
    return _documenting(before, common) == _documenting(after, common)


def _parts(text: str) -> list[_Part] | None:
    """Return the code, comments and paragraphs of a page in order, or None."""
    page = normalized(text)
    at = front_matter.body_start(page)
    tokens = scanner.scan(page, at)
    if tokens is None:
        return None
    parts = [_Part(page[:at], stays=True)]
    for token in tokens:
        parts += _paragraphs(page[at : token.start], above_code=True)
        parts.append(_Part(page[token.start : token.end], stays=True))
        at = token.end
    parts += _paragraphs(page[at:], above_code=False)
    return parts


def _paragraphs(text: str, *, above_code: bool) -> Iterator[_Part]:
    """Yield the paragraphs of a text; those between a heading and code stay."""
    paragraphs = text.split("\n\n")
    headings = (at for at, item in enumerate(paragraphs) if item.lstrip("\n").startswith("#"))
    end = max(headings, default=0) if above_code else len(paragraphs)
    for at, paragraph in enumerate(item.strip("\n") for item in paragraphs):
        if paragraph or at >= end:
            yield _Part(paragraph, at >= end)


def _documenting(parts: Sequence[_Part], common: set[_Part]) -> list[_Part]:
    """Return what stays, what the other version has as well, and what may document something."""
    return [
        part
        for at, part in enumerate(parts)
        if part.stays
        or part in common
        or not _is_plain(part.text, *(item.text for item in _around(parts, at)))
    ]


def _around(parts: Sequence[_Part], at: int) -> tuple[_Part, _Part]:
    empty = _Part("", stays=True)
    return parts[at - 1] if at else empty, parts[at + 1] if at + 1 < len(parts) else empty


def _is_plain(paragraph: str, above: str, below: str) -> bool:
    if _INTRODUCED.match(below) or _TERM.match(paragraph) or _TERM.match(above):
        return False
    if _STATED.match(paragraph):
        return False
    is_simple = _SIMPLE.fullmatch(paragraph) is not None
    return (
        (is_simple or _PLAIN.fullmatch(paragraph) is not None)
        and not _TELLING.search(paragraph)
        and not may_name_base_type(paragraph)
        and not (counted(paragraph) and _states_limit(paragraph, above, below))
        and (is_simple or not _may_state_scope(paragraph))
    )


def _states_limit(paragraph: str, above: str, below: str) -> bool:
    """Return True if there are other limits with a paragraph than without it."""
    near = (above[-_NEAR:], below[:_NEAR])
    with_it = stated_limits("\n\n".join((near[0], paragraph, near[1])))
    return [item[:4] for item in with_it] != [item[:4] for item in stated_limits("\n\n".join(near))]


def _may_state_scope(paragraph: str) -> bool:
    return any(stated_scopes(f"# {title}\n{paragraph}") for title in ("Permissions", "Scopes"))

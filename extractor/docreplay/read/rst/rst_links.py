"""Find the links of a page in reStructuredText to files, and its annotations in comments."""

import re
from collections.abc import Iterator, Sequence

from docreplay.model.markup.markup import Link
from docreplay.model.markup.source_map import SourceMap
from docreplay.read.markup.tokens import Extent, Token, is_in

_EMBEDDED = re.compile(r"`[^`<>\n]*(?:\n[^`<>\n]+)?<([^<>`\s]+)>`__?")
"""`text <target>`_ (docutils, Embedded URIs)."""
_TARGET = re.compile(
    r"^[ \t]*\.\.[ \t]+_(?:[^:`\\\n]|\\.)+:[ \t]+([^\s`]+)(?<!_)[ \t]*$", re.MULTILINE
)
""".. _name: target (docutils, Hyperlink Targets)."""
_ROLE = re.compile(r":(doc|download):`(?:[^`<>\n]*<([^<>`\n]+)>|([^`<>\n]+))`")
_FILE = re.compile(
    r"^[ \t]*\.\.[ \t]+(?:\|[^|\n]+\|[ \t]+)?(?:image|figure)::[ \t]+(\S+)[ \t]*$", re.MULTILINE
)
_LITERAL = re.compile(r"``[^\n]+?``")
_COMMENT = re.compile(r"^([ \t]*)\.\.[ \t]+(?=<!--)", re.MULTILINE)


def links(source: SourceMap, plain: str) -> Iterator[Link]:
    """Yield links to files: embedded ones, targets, `:doc:`, `:download:`, images and figures.

    A target with a leading slash is one of the documentation's folder. `:ref:` and references by
    name are not read: their labels are those of the whole project.
    """
    literals = [match.span() for match in _LITERAL.finditer(plain)]
    found: list[Extent] = []
    for pattern in (_EMBEDDED, _TARGET, _FILE):
        found += (match.span(1) for match in pattern.finditer(plain))
    for role in _ROLE.finditer(plain):
        found.append(role.span(2) if role[2] else role.span(3))
    for start, end in sorted(found):
        if not is_in(literals, start):
            yield Link(plain[start:end], start, end, source)


def comments(text: str, fences: Sequence[Extent]) -> Iterator[Token]:
    """Yield the comments that have a comment of HTML in them: `.. <!-- {…} -->`.

    Lines that continue a comment are deeper than its dots (docutils, Comments).
    """
    at = 0
    for match in _COMMENT.finditer(text):
        start = match.end()
        end = text.find("-->", start + 4)
        if start < at or end < 0 or is_in(fences, match.start()):
            continue
        further = text[start:end].split("\n")[1:]
        if any(line.strip() and _depth(line) <= _depth(match[1] + ".") for line in further):
            continue
        at = end + 3
        yield Token(kind="comment", start=start, end=at, text=text[start + 4 : end])


def _depth(line: str) -> int:
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())

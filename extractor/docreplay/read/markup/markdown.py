"""Find fences, comments and tables with markdown-it-py, the reference for CommonMark."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block
from markdown_it.rules_inline import StateInline, html_inline
from markdown_it.token import Token as MarkdownToken

from docreplay.read.markup.component_lines import flattened
from docreplay.read.markup.rows import Row, cells, trimmed
from docreplay.read.markup.tokens import Extent, Token

_BLOCKS = MarkdownIt("commonmark").enable("table").disable("inline")
_COMPONENTS = MarkdownIt("commonmark").enable("table").disable(["inline", "code"])
"""Reads Markdown between the tags of components, however deep it is: without indented code."""
_INLINE = MarkdownIt("commonmark")
_CONTAINER = re.compile(r"[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))")
_TITLED = re.compile(r'===[!+]{0,2}[ \t]+"|!!![ \t]+\w|\?\?\?\+?[ \t]+[\w"]')
"""Start of a block whose content is indented: a content tab, an admonition, a details block."""
_INDENT = 4


def _titled(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read the content of a block of Python-Markdown or PyMdown Extensions: what is indented.

    In CommonMark, the content is indented code. Source: the documentation of the extensions
    Admonition, Tabbed and Details.
    """
    at = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not _TITLED.match(state.src, at, state.eMarks[start]):
        return False
    if silent:
        return True
    outer = state.blkIndent
    state.line, state.blkIndent = start + 1, state.sCount[start] + _INDENT
    state.push("titled_open", "div", 1)
    state.md.block.tokenize(state, start + 1, end)
    state.push("titled_close", "div", -1)
    state.blkIndent = outer
    return True


_BLOCKS.block.ruler.before(
    "fence", "titled", _titled, {"alt": ["paragraph", "reference", "blockquote", "list"]}
)


def _comment_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a comment as HTML, and a tag as text: what is below it is Markdown (MDX, Markdown)."""
    at = state.bMarks[start] + state.tShift[start]
    return state.src.startswith("<!--", at) and html_block(state, start, end, silent)


_COMPONENTS.block.ruler.at(
    "html_block", _comment_block, {"alt": ["paragraph", "reference", "blockquote"]}
)


def _located(state: StateInline, silent: bool) -> bool:
    """Run the rule for inline HTML, and record the offset of a match in the token."""
    at = state.pos
    found = html_inline(state, silent)
    if found and not silent:
        state.tokens[-1].meta["at"] = at
    return found


_INLINE.inline.ruler.at("html_inline", _located)


def parse(text: str, start: int, *, has_components: bool = False) -> tuple[Token, ...]:
    """Return the tokens of the text from `start` (of a line) on, in order.

    With `has_components`, Markdown between tags is read, as in MDX.
    """
    lines = _Lines(text, start)
    if has_components:
        blocks = _COMPONENTS.parse(flattened(text[start:]))
    else:
        blocks = _BLOCKS.parse(text[start:])
    return tuple(token for found in blocks for token in _tokens(found, lines))


class _Lines:
    """Offsets of the lines of a text."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.starts = [start]
        at = text.find("\n", start)
        while at >= 0:
            self.starts.append(at + 1)
            at = text.find("\n", at + 1)
        self.starts.append(len(text))
        self.passed = start
        """End of the last block of HTML or of text that had comments."""

    def start(self, line: int) -> int:
        """Return the offset of a 0-based line, or the end of the text."""
        return self.starts[min(line, len(self.starts) - 1)]

    def find(self, row: str, line: int) -> int:
        """Return the offset of a row of Markdown content in a line, or -1."""
        return self.text.find(row, max(self.start(line), self.passed), self.start(line + 1))


def _tokens(token: MarkdownToken, lines: _Lines) -> Iterator[Token]:
    if token.map is None:
        return
    if token.type == "fence":
        yield _fence(token, lines)
    elif token.type == "html_block":
        yield from _comments(token, lines, inline=False)
    elif token.type == "inline" and "<!--" in token.content:
        yield from _comments(token, lines, inline=True)


def _fence(token: MarkdownToken, lines: _Lines) -> Token:
    first, last = _map(token)
    rows = _rows(token.content)
    opening = lines.text[lines.start(first) : lines.start(first + 1)]
    start = lines.start(first) + max(opening.find(token.markup), 0)
    indents = tuple(_indents(rows, first + 1, lines))
    return Token(
        kind="fence",
        start=start,
        end=lines.start(last),
        text=token.content,
        info=token.info.strip(),
        content=lines.start(first + 1),
        indents=() if _is_verbatim(token, lines, first + 1) else indents,
        closed=_is_closed(token, lines, first + 1 + len(rows), last),
    )


def _is_verbatim(token: MarkdownToken, lines: _Lines, content: int) -> bool:
    """Return True if the page has the content as it is: CommonMark expands tabs (§2.2)."""
    bare, at = token.content.removesuffix("\n"), lines.start(content)
    is_there = lines.text.startswith(bare, at)
    return is_there and (
        not token.content or lines.text[at + len(bare) : at + len(bare) + 1] in ("", "\n")
    )


def _is_closed(token: MarkdownToken, lines: _Lines, closing: int, last: int) -> bool:
    """Return True if the line after the content, the last of the fence, closes it."""
    line = lines.text[lines.start(closing) : lines.start(closing + 1)]
    return closing < last and line.strip(" \t>\n").startswith(token.markup)


def _rows(content: str) -> list[str]:
    """Return the lines of a fence; the last line of a page may lack a line break."""
    rows = content.split("\n")
    return rows if rows[-1] else rows[:-1]


def _indents(rows: list[str], first: int, lines: _Lines) -> Iterator[int]:
    """Yield the number of characters of each line that are not part of the content."""
    for row, line in enumerate(rows):
        raw = lines.text[lines.start(first + row) : lines.start(first + row + 1)].rstrip("\n")
        yield max(len(raw) - len(line), 0)


def _comments(token: MarkdownToken, lines: _Lines, *, inline: bool) -> Iterator[Token]:
    """Yield the comments of a block of HTML or, with `inline`, of a paragraph."""
    first, last = _map(token)
    at, end = max(lines.start(first), lines.passed), lines.start(last)
    content = token.content
    found = _inline(content) if inline else _raw(content)
    for place, inner in _placed(found, content, first, lines):
        # in a table cell, or after a tab, the text of the page may differ from the content
        start = (
            place if place >= at else lines.text.find("<!--" + inner.partition("\n")[0], at, end)
        )
        if start < 0:
            return
        closing = lines.text.find("-->", start + 2, end)
        at = end if closing < 0 else closing + 3
        yield Token(
            kind="comment",
            start=start,
            end=at,
            text=inner,
            indents=_continued(inner, start, at - 3, lines.text) if closing >= 0 else (),
            inline=inline,
            closed=closing >= 0,
        )
    lines.passed = at


def _placed(
    found: Iterator[tuple[int, str]], content: str, first: int, lines: _Lines
) -> Iterator[tuple[int, str]]:
    """Yield the comments with their offsets in the text instead of in the content.

    An offset is negative if the line of the text does not contain the line of the content.
    """
    line, start, there = first, -1, -1
    for offset, inner in found:
        begin = content.rfind("\n", 0, offset) + 1
        if begin != start:
            line += content.count("\n", max(start, 0), begin)
            start, end = begin, content.find("\n", begin)
            there = lines.find(content[begin : end if end >= 0 else None], line)
        yield there + offset - start if there >= 0 else -1, inner


def _continued(inner: str, start: int, closing: int, text: str) -> tuple[int, ...]:
    """Return how much of each line of a comment belongs to containers; empty if nothing does.

    The comment's first line starts at `start`, its last one ends at `closing`.
    """
    if "\n" not in inner:
        return ()
    raw = text[start + 4 : closing].split("\n")
    rows = inner.split("\n")
    indents = tuple(max(len(line) - len(row), 0) for line, row in zip(raw, rows, strict=False))
    return (0, *indents[1:]) if any(indents[1:]) else ()


def _raw(content: str) -> Iterator[tuple[int, str]]:
    """Yield offset and content of each comment; an unclosed one contains all the rest."""
    at = content.find("<!--")
    while at >= 0:
        end = content.find("-->", at + 2)
        yield at, content[at + 4 : end if end >= 0 else len(content)]
        at = content.find("<!--", end) if end >= 0 else -1


def _inline(content: str) -> Iterator[tuple[int, str]]:
    for token in _INLINE.parseInline(content)[0].children or ():
        if token.type == "html_inline" and token.content.startswith("<!--"):
            yield token.meta["at"], token.content[4:-3]


def _map(token: MarkdownToken) -> tuple[int, int]:
    first, last = token.map or (0, 0)
    return first, last


def indented(text: str, start: int) -> list[Extent]:
    """Return the extents of indented code (CommonMark §4.4) from `start` on."""
    lines = _Lines(text, start)
    found = (_map(token) for token in _BLOCKS.parse(text[start:]) if token.type == "code_block")
    return [(lines.start(first), lines.start(last)) for first, last in found]


def rows(text: str, start: int) -> tuple[tuple[Row, ...], ...]:
    """Return the rows of each table from `start` on, header first, like `rows.scan_rows`."""
    lines = _Lines(text, start)
    tables: list[list[Row]] = []
    line, contents = 0, list[str]()
    for token in _BLOCKS.parse(text[start:]):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            line, contents = _map(token)[0], []
        elif token.type == "inline":
            contents.append(token.content)
        elif token.type == "tr_close":
            tables[-1].append(_row(line, contents, lines))
    return tuple(tuple(found) for found in tables)


def _row(line: int, contents: list[str], lines: _Lines) -> Row:
    """Return the row in a line: markers of containers are skipped until the cells are equal."""
    lead, end = lines.start(line), lines.start(line + 1)
    while True:
        row = trimmed(lines.text, lead, end)
        found = [cell.content for cell in cells(lines.text, row)]
        container = _CONTAINER.match(lines.text, lead, end)
        if not container or (found + [""] * len(contents))[: len(contents)] == contents:
            return row
        lead = container.end()

"""Takes one side of a page apart into the parts that a translation is compared by."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from docreplay.model.exchange import Suppression
from docreplay.model.outline import Entry, Fence, Grid, Outline, Part, Remark, Side, Title
from docreplay.model.page import normalized
from docreplay.read import front_matter, markdown, rows, scanner
from docreplay.read.blocks import suppression_of
from docreplay.read.spans import Unwrapped, unwrap, unwrap_source
from docreplay.read.tokens import Token, masked

_ENTRY = re.compile(r"^([A-Za-z_][\w.-]*):[ \t]*([^\n]*)$", re.MULTILINE)
_TITLE = re.compile(r"^ {0,3}(#{1,6})[ \t]+([^\n]*?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)
_NAME = re.compile(r"""<a\s+(?:name|id)=["']?([^"'>\s]*)["']?\s*>\s*(?:</a>)?""", re.IGNORECASE)
_PARAGRAPH = re.compile(r"[^\s][^\n]*(?:\n(?![ \t]*(?:\n|\Z|[-*+][ \t]|\d{1,9}[.)][ \t]))[^\n]*)*")
_WORDS = re.compile(r"[^\n]+")


def outline_of(text: str, path: str, side: Side = "target") -> Outline | None:
    """The outline of a page's text, or of what a bilingual page says it translates.

    None where `side` is `source` and the page has no spans, or spans that do not nest as they
    should: such a page does not say what it translates. Otherwise never raises.
    """
    page = normalized(text)
    source = unwrap(path, page) if side == "target" else unwrap_source(path, page)
    return None if source is None else _outline(source)


def _outline(source: Unwrapped) -> Outline:
    text = source.text
    start = front_matter.body_start(text)
    tokens, found = _structure(text, start)
    plain = masked(text, start, tokens)
    titles = tuple(_titles(plain))
    grids = tuple(_grid(text, table) for table in found if table)
    prose = _without(plain, titles, grids)
    fences, remarks = _fences(text, tokens)
    return Outline(
        path=source.path,
        page=source.page,
        text=text,
        plain=plain,
        prose=prose,
        starts=source.starts,
        shifts=source.shifts,
        segments=source.segments,
        entries=tuple(_entries(text, start)),
        titles=titles,
        fences=fences,
        remarks=remarks,
        grids=grids,
        suppressions=tuple(_suppressions(source, tokens)),
        paragraphs=tuple(Part(m[0], *m.span()) for m in _PARAGRAPH.finditer(prose)),
    )


def _structure(text: str, start: int) -> tuple[tuple[Token, ...], tuple[tuple[rows.Row, ...], ...]]:
    tokens = scanner.scan(text, start)
    found = rows.scan_rows(text, start, tokens) if tokens is not None else None
    if tokens is None or found is None:
        tokens = markdown.parse(text, start)
        found = markdown.rows(text, start)
    return tokens, found


def _suppressions(source: Unwrapped, tokens: Sequence[Token]) -> Iterator[Suppression]:
    for token in tokens:
        if token.kind == "comment" and "docreplay-ignore" in token.text:
            found = suppression_of(token.text, source.location(token.start))
            if found:
                yield found


def _entries(text: str, end: int) -> Iterator[Entry]:
    for match in _ENTRY.finditer(text, 0, end):
        yield Entry(match[1], Part(match[2], *match.span(2)))


def _titles(plain: str) -> Iterator[Title]:
    for match in _TITLE.finditer(plain):
        start, end = match.span(2)
        name = _NAME.match(plain, start, end)
        words = name.end() if name else start
        yield Title(
            level=len(match[1]),
            words=Part(plain[words:end], words, end),
            anchor=name[1] if name else "",
            name=Part(name[0], *name.span()) if name else None,
            start=match.start(),
        )


def _grid(text: str, table: Sequence[rows.Row]) -> Grid:
    cells = tuple(tuple(map(partial(_cell, text), rows.cells(text, row))) for row in table)
    return Grid(cells, table[0][0], table[-1][1])


def _cell(text: str, cell: rows.RowCell) -> Part:
    r"""The cell as it is written: `\\|` is a pipe, and two characters long."""
    start, content = cell
    end = start + len(content) + content.count("|")
    return Part(text[start:end], start, end)


def _without(plain: str, titles: Sequence[Title], grids: Sequence[Grid]) -> str:
    spans = [(title.start, title.words.end) for title in titles]
    spans += [(grid.start, grid.end) for grid in grids]
    parts, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            parts += [plain[at:start], _WORDS.sub(_blank, plain[start:end])]
            at = end
    return "".join([*parts, plain[at:]])


def _blank(line: re.Match[str]) -> str:
    return " " * len(line[0])


def _fences(text: str, tokens: Sequence[Token]) -> tuple[tuple[Fence, ...], tuple[Remark, ...]]:
    """The fences, and the comments that are no fence's annotation."""
    fences: list[Fence] = []
    remarks: list[Remark] = []
    pending: Remark | None = None
    for token in tokens:
        if token.kind == "comment":
            remark = Remark(token.text, token.start, token.end)
            remarks += [pending] if pending else []
            pending = remark
            continue
        if pending and not _is_above(pending, text, token.start):
            remarks.append(pending)
            pending = None
        fences.append(_fence(token, pending))
        pending = None
    remarks += [pending] if pending else []
    return tuple(fences), tuple(remarks)


def _is_above(remark: Remark, text: str, start: int) -> bool:
    return remark.is_annotation and not text[remark.end : start].strip(" \t\n>")


def _fence(token: Token, annotation: Remark | None) -> Fence:
    end = token.content + len(token.text)
    return Fence(
        info=token.info,
        body=Part(token.text, token.content, end),
        exact=not token.indents,
        start=token.start,
        end=token.end,
        annotation=annotation,
    )

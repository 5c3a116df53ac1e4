"""Terms with their definitions: what the lists of a page are made of, whatever they are about."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docreplay.model.markup.markup import Heading
from docreplay.read.markup.markup_reader import MarkupReader

_BOLD = re.compile(r"^\*\*`?[\w.$@\[\]-]+`?\*\*[^\n.]{0,80}$", re.MULTILINE)
_TITLE = re.compile(r"[*`]{0,3}[\w.$@\[\]-]+[*`]{0,3}")
_TYPED = re.compile(r"\s*[*_]{0,2}(?:Type|Required)[*_]{0,2}\s*:", re.IGNORECASE)
_STATED = ("ype:", "ype*", "ype_", "equired:", "equired*", "equired_")
"""What a page has in which headings may be names: `Type:`, `**Required**:`."""
_TAG = re.compile(r"<(?P<end>/?)(?P<name>dl|dt|dd)\b[^<>]*>", re.IGNORECASE)


class DefinedTerm(NamedTuple):
    """A term with its definition, and their offsets in the page."""

    head: str
    start: int
    text: str
    text_start: int
    text_end: int


class _Line(NamedTuple):
    text: str
    start: int

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @property
    def is_indented(self) -> bool:
        return self.text[:1] in (" ", "\t")

    @property
    def is_definition(self) -> bool:
        return re.match(r" {0,3}:[ \t]+\S", self.text) is not None


def defined_terms(markup: MarkupReader) -> Iterator[DefinedTerm]:
    """Yield the terms of definition lists: `term`, and below it `: definition`.

    In reStructuredText, the definition is indented below its term.
    """
    is_rst = markup.places.path.lower().endswith(".rst")
    if not is_rst and "\n:" not in markup.plain and "\n :" not in markup.plain:
        return
    lines = _lines(markup)
    for index, line in enumerate(lines):
        at = _definition(lines, index, is_rst=is_rst)
        if at:
            end = _end(lines, at, is_rst=is_rst)
            body = lines[at:end]
            text = "\n".join(re.sub(r"^ {0,3}:[ \t]+", "", item.text) for item in body)
            last = body[-1]
            yield DefinedTerm(
                line.text.strip(), line.start, text, body[0].start, last.start + len(last.text)
            )


def _lines(markup: MarkupReader) -> list[_Line]:
    at, found = markup.body_start, []
    for text in markup.plain[at:].split("\n"):
        found.append(_Line(text, at))
        at += len(text) + 1
    return found


def _definition(lines: Sequence[_Line], index: int, *, is_rst: bool) -> int:
    """Return the index of the line that begins the definition of a term, or 0."""
    line = lines[index]
    if line.is_blank or line.is_indented or line.is_definition or index + 1 == len(lines):
        return 0
    if is_rst:
        is_first = index == 0 or lines[index - 1].is_blank or lines[index - 1].is_indented
        following = lines[index + 1]
        is_text = following.is_indented and not following.text.lstrip().startswith(":")
        is_term = not line.text.startswith((".. ", "- ", "* ", ":", "|"))
        return index + 1 if is_first and is_term and is_text and not following.is_blank else 0
    at = index + 2 if lines[index + 1].is_blank and index + 2 < len(lines) else index + 1
    return at if lines[at].is_definition else 0


def _end(lines: Sequence[_Line], start: int, *, is_rst: bool) -> int:
    """Return the index of the line behind a definition that begins at a line."""
    end = start + 1
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if line.is_blank:
            continue
        is_lazy = not is_rst and index == end and not _definition(lines, index, is_rst=False)
        if not (line.is_indented or line.is_definition or is_lazy):
            break
        end = index + 1
    return end


def html_terms(markup: MarkupReader) -> Iterator[DefinedTerm]:
    """Yield the terms of the outer `<dl>` elements; several terms may share a definition."""
    if "<dl" not in markup.plain and "<DL" not in markup.plain:
        return
    heads: list[tuple[int, int]] = []
    depth, opened, kind = 0, -1, ""
    for tag in _TAG.finditer(markup.plain, markup.body_start):
        name, is_end = tag["name"].lower(), bool(tag["end"])
        if name == "dl" or depth == 1:
            if opened >= 0 and (name != "dl" or (is_end and depth == 1)):
                yield from _closed(markup.plain, heads, kind, (opened, tag.start()))
                opened = -1
            if name == "dl":
                depth = max(0, depth + (-1 if is_end else 1))
                heads = heads if depth else []
            elif not is_end:
                opened, kind = tag.end(), name


def _closed(
    text: str, heads: list[tuple[int, int]], kind: str, span: tuple[int, int]
) -> Iterator[DefinedTerm]:
    """Keep a term, or yield those that a definition belongs to."""
    if kind == "dt":
        heads.append(span)
        return
    for start, end in heads:
        head = text[start:end]
        lead = len(head) - len(head.lstrip())
        yield DefinedTerm(head.strip(), start + lead, text[slice(*span)], *span)
    heads.clear()


def bold_terms(markup: MarkupReader) -> Iterator[DefinedTerm]:
    """Yield the lines that begin with a name in bold, with the paragraphs below each."""
    if "\n**" not in markup.plain:
        return
    starts = [*(heading.start for heading in markup.headings), len(markup.plain)]
    found = list(_BOLD.finditer(markup.plain, markup.body_start))
    ends = [*(line.start() for line in found[1:]), len(markup.plain)]
    for line, end in zip(found, ends, strict=False):
        limit = min(end, starts[bisect(starts, line.start())])
        text = markup.plain[line.end() : limit]
        yield DefinedTerm(line[0].strip(), line.start(), text, line.end(), limit)


def titled_terms(markup: MarkupReader) -> Iterator[list[DefinedTerm]]:
    """Yield the headings that are names, and below which the type is the first that is said.

    Those below one heading are together.
    """
    if not any(words in markup.plain for words in _STATED):
        return
    headings = markup.headings
    ends = [*(item.start for item in headings[1:]), len(markup.plain)][: len(headings)]
    groups: dict[int, list[DefinedTerm]] = {}
    above: list[Heading] = []
    for heading, end in zip(headings, ends, strict=True):
        above = [item for item in above if item.level < heading.level]
        title = heading.title.text.strip()
        if above and _TITLE.fullmatch(title) and _TYPED.match(markup.plain, heading.end, end):
            text = markup.plain[heading.end : end]
            term = DefinedTerm(title, heading.start, text, heading.end, end)
            groups.setdefault(above[-1].start, []).append(term)
        above.append(heading)
    yield from groups.values()

"""The code blocks and operations of reStructuredText, as docutils finds them.

docutils parses the block structure of a page, and nothing else: inline markup is left as text, so
that no role runs, and each directive is replaced by one that only notes where its content is, so
that none includes a file, and an unknown one is not an error. Titles, tables and attributions of
quotes are taken out beforehand: docutils needs time that grows with the square of their number.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from threading import Lock
from typing import Any

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Directive, Parser, directives, states
from docutils.utils import new_document

from docreplay.model.markup.markup import Heading, Span
from docreplay.read.markup.tokens import Token

_CODE = frozenset(
    {"code-block", "sourcecode", "code", "http:example", "parsed-literal", "code-tab"}
)
_WITHOUT_BLOCKS = frozenset({"raw", "math", "graphviz", "csv-table", "table", "toctree", "include"})
_DEFAULT_LANGUAGES = {"http:example": "http"}
_OPERATION = re.compile(r"http:([a-z]+)")
_NO_OPERATIONS = frozenset({"example", "any", "statuscode"})
_OPTION = re.compile(r"[ \t]*:[\w-]+:")
_ADORNMENT = re.compile(r"([!-/:-@[-`{-~])\1{2,}[ \t]*")
_WITHOUT_BLOCK = re.compile(
    r"[ \t]*(?:"
    r"\|"  # a line of a grid table, or of a line block
    r"|\+[-=+]+\+[ \t]*$|=+(?:[ \t]+=+)+[ \t]*$"  # a rule of a table
    r"|--|\u2014"  # the attribution of a quote
    r"|\.\.[ ]+\|"  # a substitution
    r")"
)
"""Lines that contain no block, and cost docutils time that grows faster than their number."""
_FILLER = "x"
_LOCK = Lock()


@dataclass(frozen=True, slots=True)
class Structure:
    """The code blocks of a page and its operations (`.. http:get:: /path`), in order."""

    fences: tuple[Token, ...]
    operations: tuple[Heading, ...]
    """Each as a heading such as `GET /path`, which divides the examples below it from others."""


def structure_of(text: str) -> Structure:
    """Return the structure of a page. Raise `RecursionError` if it is nested too deeply."""
    page = _Page(text.split("\n"))
    document = new_document("page", copy(_settings()))
    machine = states.RSTStateMachine(state_classes=states.state_classes, initial_state="Body")
    with _own_directives():
        document.settings.docreplay_page = page
        machine.run(page.simplified, document, inliner=_PlainText())
    for block in document.findall(nodes.literal_block):
        if block.line is not None:
            page.add_literal(block.line - 1, block.rawsource.count("\n") + 1)
    fences = sorted(page.fences, key=lambda token: token.start)
    return Structure(tuple(fences), tuple(sorted(page.operations, key=lambda item: item.start)))


@cache
def _settings() -> Any:
    """Return the settings, made once: docutils changes the filter of warnings meanwhile."""
    settings = get_default_settings(Parser)
    settings.report_level, settings.halt_level, settings.warning_stream = 5, 6, False
    settings.file_insertion_enabled = settings.raw_enabled = False
    return settings


class _PlainText(states.Inliner):
    """Leaves inline markup as text."""

    def init_customizations(self, settings: Any) -> None:
        """Take the expressions over that other parts of the parser use."""
        inliner = states.Inliner()
        inliner.init_customizations(settings)
        vars(self).update(vars(inliner))

    def parse(
        self, text: str, lineno: int, memo: object, parent: object
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the text as it is."""
        return [nodes.Text(text)], []


@dataclass(slots=True)
class _Page:
    """The lines of a page, what docutils gets of them, and what was found."""

    lines: Sequence[str]
    simplified: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    """The row of the page of each simplified line."""
    starts: list[int] = field(default_factory=list)
    fences: list[Token] = field(default_factory=list)
    operations: list[Heading] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.starts = list(accumulate((len(line) + 1 for line in self.lines), initial=0))
        for row, line in enumerate(self.lines):
            short = _simplified(line)
            if short or (self.simplified and self.simplified[-1]):
                self.simplified.append(short)
                self.rows.append(row)

    def add_code(self, info: str, opening: int, first: int, last: int) -> None:
        """Add a block with content in the rows from the first to the last one."""
        lines = self.lines[first : last + 1]
        written = [line for line in lines if line.strip()]
        depth = min(len(line) - len(line.lstrip()) for line in written)
        start = self.starts[opening] + len(self.lines[opening]) - len(self.lines[opening].lstrip())
        token = Token(
            kind="fence",
            start=start,
            end=min(self.starts[last + 1], self.starts[-1] - 1),
            text="".join(f"{line[depth:]}\n" for line in lines),
            info=info,
            content=self.starts[first],
            indents=tuple(min(depth, len(line)) for line in lines),
        )
        self.fences.append(token)

    def add_literal(self, row: int, count: int) -> None:
        """Add the literal block that starts at a simplified row (below a paragraph with `::`)."""
        if row >= 0 and row + count <= len(self.rows):
            first, last = self.rows[row], self.rows[row + count - 1]
            self.add_code("", first, first, last)

    def add_operation(self, method: str, path: str, row: int) -> None:
        """Add an operation as a heading of the lowest level."""
        start = self.starts[row] + self.lines[row].index("..")
        end = self.starts[row] + len(self.lines[row])
        title = Span(f"{method.upper()} {path}", start, end)
        self.operations.append(Heading(6, title, "", None, start, end))


def _simplified(line: str) -> str:
    if _ADORNMENT.fullmatch(line):
        return ""
    expanded = line.expandtabs(8).translate({11: " ", 12: " "}).rstrip()
    if _WITHOUT_BLOCK.match(expanded) or _ADORNMENT.fullmatch(expanded.lstrip()):
        return expanded[: len(expanded) - len(expanded.lstrip())] + _FILLER
    return expanded


class _Noted(Directive):
    """Notes the content of a directive, and parses it for the blocks in it."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Note the content; what is not code may contain more blocks."""
        page: _Page = self.state.document.settings.docreplay_page
        name = self.name.lower()
        operation = _OPERATION.fullmatch(name)
        if name in _CODE:
            self._note_code(page, name)
            return []
        if operation and operation[1] not in _NO_OPERATIONS:
            opening, path = self._opening(page)
            page.add_operation(operation[1], path, opening)
        if self.content and name not in _WITHOUT_BLOCKS:
            found = nodes.container()
            self.state.nested_parse(self.content, self.content_offset, found)
            return [found]
        return []

    def _opening(self, page: _Page) -> tuple[int, str]:
        """Return the row of the page on which the directive is, and its argument."""
        row = self.lineno - 1
        is_same = bool(self.content) and self.content.offset(0) == row
        return page.rows[row], self.content[0].strip() if is_same else ""

    def _note_code(self, page: _Page, name: str) -> None:
        opening, argument = self._opening(page)
        at = 1 if argument else 0
        while at < len(self.content) and _OPTION.match(self.content[at]):
            at += 1
        while at < len(self.content) and not self.content[at].strip():
            at += 1
        if at < len(self.content):
            first = page.rows[self.content.offset(at)]
            last = page.rows[self.content.offset(len(self.content) - 1)]
            info = _DEFAULT_LANGUAGES.get(name, argument)
            page.add_code(info, opening, first, last)


@contextmanager
def _own_directives() -> Iterator[None]:
    """Let docutils find `_Noted` for each directive of our documents; others are not concerned."""
    with _LOCK:
        before = directives.directive

        def directive(
            directive_name: str, language_module: Any, document: nodes.document
        ) -> tuple[type[Directive] | None, list[nodes.system_message]]:
            if hasattr(document.settings, "docreplay_page"):
                return _Noted, []
            return before(directive_name, language_module, document)

        directives.directive = directive
        try:
            yield
        finally:
            directives.directive = before


def titles(text: str) -> Iterable[Heading]:
    """Yield the section titles: a line of text in the first column with a line below it.

    The line below, and the one above if there is one, repeat one character. A title's level is the
    number of different such lines up to the first one of its kind (docutils, Sections).
    """
    lines = text.split("\n")
    levels: dict[tuple[str, bool], int] = {}
    at = 0
    for row, line in enumerate(lines[:-1]):
        start, at = at, at + len(line) + 1
        below = _ADORNMENT.fullmatch(lines[row + 1])
        if not below or not line.strip() or _ADORNMENT.fullmatch(line):
            continue
        above = row > 0 and lines[row - 1].rstrip() == lines[row + 1].rstrip()
        if (line[:1] in " \t" and not above) or len(lines[row + 1].rstrip()) < min(
            4, len(line.strip())
        ):
            continue
        if not above and row > 0 and lines[row - 1].strip():
            continue
        level = levels.setdefault((below[1], above), len(levels) + 1)
        words = line.strip()
        first = start + line.index(words)
        title = Span(words, first, first + len(words))
        yield Heading(min(level, 5), title, "", None, first, at + len(lines[row + 1]))

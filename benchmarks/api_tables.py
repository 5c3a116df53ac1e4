"""The tables and operations of a reference page, read by plain patterns.

The edits of `api_changes` and `harmless_edits` are made with these, so that what they expect does
not depend on how `docreplay diff` reads a page.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*$")
_OPERATION = re.compile(r"^(GET|POST|PATCH|PUT|DELETE) ((?:\{[^}\n]*\}|[^\s{])+).*$", re.MULTILINE)
_HTTP_REQUEST = re.compile(
    r"^#+ HTTP request\s*\n(.*?)(?=^#|\Z)", re.MULTILINE | re.DOTALL | re.IGNORECASE
)
DESCRIBED = ("properties", "relationships")
_BASE = re.compile(r"(?:[Ii]nherits|derived) from \[\**(\w+)\**\]")
_HANDLED = re.compile(r'(?:<!--[^>]*"@odata\.type":\s*"|"@odata\.type":\s*"#)(?:\w+\.)*(\w+)"')


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the index of its line (from 0), and the line."""

    line: int
    text: str

    @property
    def cells(self) -> list[str]:
        """Its cells, as they are written."""
        text = self.text.strip().removeprefix("|").removesuffix("|")
        return re.split(r"(?<!\\)\|", text)

    @property
    def name(self) -> str:
        """What the first cell names, without markup and remarks."""
        bare = re.sub(r"[`*\[\]]|\(.*?\)", "", self.cells[0])
        return bare.replace("\\_", "_").strip()

    @property
    def is_member(self) -> bool:
        """Whether it looks like a row of a name, a type and a description."""
        return len(self.cells) >= 3 and re.fullmatch(r"[a-z]\w+", self.name) is not None

    @property
    def description(self) -> str:
        """The third cell."""
        return self.cells[2]

    def with_cell(self, number: int, text: str) -> str:
        """Return the row with another text in a cell."""
        cells = self.cells
        cells[number] = text
        return f"|{'|'.join(cells)}|"


@dataclass(frozen=True)
class Page:
    """A page of a corpus."""

    path: Path
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """Its lines, without line ends."""
        return self.text.split("\n")

    @cached_property
    def tables(self) -> Sequence[tuple[str, int, int]]:
        """The heading in lower case, the first line of the rows and the line after, of each."""
        return tuple(self._tables())

    def _tables(self) -> Iterator[tuple[str, int, int]]:
        heading, is_code, end = "", False, 0
        for number, line in enumerate(self.lines):
            is_code ^= line.startswith("```")
            if is_code or number < end:
                continue
            if line.startswith("#"):
                heading = line.strip("# ").lower()
            if number and "|" in self.lines[number - 1] and _DELIMITER.match(line):
                end = self._end(number + 1)
                yield heading, number + 1, end

    def _end(self, line: int) -> int:
        while line < len(self.lines) and self.lines[line].strip() and "|" in self.lines[line]:
            line += 1
        return line

    def rows(self, headings: Sequence[str]) -> list[Row]:
        """Return the rows of the tables below these headings."""
        return [
            Row(number, self.lines[number])
            for heading, start, end in self.tables
            if heading in headings
            for number in range(start, end)
        ]

    def draw(
        self, headings: Sequence[str], random: Random, suits: Callable[[Row], object]
    ) -> Row | None:
        """Return one of the rows that suit, or None."""
        rows = [row for row in self.rows(headings) if suits(row)]
        return random.choice(rows) if rows else None

    def replaced(self, row: Row, *lines: str) -> str:
        """Return the text with these lines in place of the row."""
        return "\n".join([*self.lines[: row.line], *lines, *self.lines[row.line + 1 :]])

    @property
    def type(self) -> str | None:
        """The name of the one type that it describes, without namespace."""
        if self.text.count('"blockType": "resource"') != 1:
            return None
        found = re.search(r'"@?odata\.type":\s*"([^"]+)"', self.text)
        return found[1].rpartition(".")[2] if found else None

    @property
    def base_type(self) -> str | None:
        """The name of the type that its annotation calls its base, without namespace."""
        found = re.search(r'"baseType":\s*"([^"]+)"', self.text)
        return found[1].rpartition(".")[2] if found else None

    @property
    def bases(self) -> list[str]:
        """The names of the types that its annotation or a sentence calls its base."""
        return [name for name in (self.base_type, *_BASE.findall(self.text)) if name]

    @cached_property
    def handled(self) -> frozenset[str]:
        """The types that the annotations and the bodies of its examples name, in lower case."""
        return frozenset(name.lower() for name in _HANDLED.findall(self.text))

    @property
    def operations(self) -> list[re.Match[str]]:
        """The request lines below "HTTP request", at their places in the text."""
        section = _HTTP_REQUEST.search(self.text)
        return list(_OPERATION.finditer(self.text, *section.span(1))) if section else []


def operation_key(request: re.Match[str]) -> str:
    """Return method and path, without query and the names of placeholders."""
    path = re.sub(r"^https?://[^/]+(?:/v\d[^/]*|/beta)?", "", request[2].partition("?")[0])
    return f"{request[1]} {re.sub(r'{[^}]*}', '{}', path.rstrip('/'))}".lower()


def requests_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the request lines of a page: those of its lists and those of its examples."""
    return _OPERATION.finditer(text)


def is_alike(one: str, other: str) -> bool:
    """Return True if two keys are of one operation: a placeholder may be a value in the other."""
    segments, others = one.split("/"), other.split("/")
    return len(segments) == len(others) and all(
        a == b or "{}" in (a, b) for a, b in zip(segments, others, strict=True)
    )


class Site:
    """The pages of a corpus, and what several of them document."""

    def __init__(self, pages: Iterable[Page]) -> None:
        """Take the pages; their folders are `api` and `resources`."""
        self.pages: dict[str, list[Page]] = {"api": [], "resources": []}
        for page in pages:
            self.pages[page.path.parts[0]].append(page)
        self._of_type: dict[str, list[Page]] = {}
        for page in self.pages["resources"]:
            if page.type:
                self._of_type.setdefault(page.type, []).append(page)
        self._of_operation: dict[str, list[Page]] = {}
        for page in self.pages["api"]:
            for request in page.operations:
                self._of_operation.setdefault(operation_key(request), []).append(page)

    @classmethod
    def read(cls, folder: Path) -> "Site":
        """Return the pages of `api` and `resources` below the folder."""
        files = [file for kind in ("api", "resources") for file in (folder / kind).glob("*.md")]
        return cls(
            Page(file.relative_to(folder), file.read_bytes().decode("utf-8-sig"))
            for file in sorted(files)
        )

    def edited(self, texts: Mapping[Path, str | None]) -> "Site":
        """Return the site with other texts of some pages; None removes a page."""
        pages = [page for of in self.pages.values() for page in of]
        new = [(page.path, texts.get(page.path, page.text)) for page in pages]
        return Site(Page(path, text) for path, text in new if text is not None)

    def keeps_row(self, page: Page, name: str) -> bool:
        """Return True if a base type, or another page of the type, has a row of this name."""
        todo, seen = [page.type, *page.bases], set[str | None]()
        while todo:
            kind = todo.pop()
            others = () if kind in seen else self._of_type.get(kind or "", ())
            seen.add(kind)
            for other in others:
                if other.path != page.path and any(
                    row.name == name for row in other.rows(DESCRIBED)
                ):
                    return True
                todo += other.bases
        return False

    def keeps_type(self, page: Page, name: str) -> bool:
        """Return True if another page describes the type."""
        return any(other.path != page.path for other in self._of_type.get(name, ()))

    def keeps_operation(self, page: Page, key: str) -> bool:
        """Return True if another page documents the operation, for the same type of object.

        Where a path is that of objects of several types, each type has a page of its own.
        """
        others = [other for other in self._of_operation.get(key, ()) if other.path != page.path]
        return any(
            not page.handled or not other.handled or page.handled & other.handled
            for other in others
        )

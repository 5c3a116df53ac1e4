"""Rows of tables that document the members of an API: properties, parameters, headers, values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from docreplay.model.location import Range
from docreplay.model.markup.markup import Cell, Table
from docreplay.model.types.declared_types import DeclaredType, declared_in_cell
from docreplay.model.types.declared_values import AllowedValues, allowed_values
from docreplay.model.types.property_names import property_name

_TYPE_COLUMNS = frozenset({"type", "data type", "datatype", "return type", "edm type"})
_TYPE_WORD = re.compile(r"types?\b|\b(?:kind|format|schema|class)\b")
_TEXT_COLUMNS = frozenset(
    {"description", "value", "values", "remarks", "notes", "comments", "in", "located in"}
    | {"default", "default value", "example", "examples"}
)
NAME_COLUMN = re.compile(
    r"(?:propert(?:y|ies)|parameters?|names?|fields?|members?|attributes?|keys?|query parameter"
    r"|elements?)(?: names?)?",
)
"""Titles of a column with the names of members."""
_OTHER_NAMES = frozenset({"relationship", "navigation property", "header"})
_REQUIRED_COLUMN = re.compile(r"required\b.*|mandatory\b.*|is required", re.IGNORECASE)
_NULLABLE_COLUMN = re.compile(r"nullable\b.*", re.IGNORECASE)
_LEAD = r"(?:^|[.;:(>*|,!]\s*)[*_]*"
_TAIL = r"[*_]*\s*(?:[.;,)<|]|$)"
_REQUIRED = re.compile(
    rf"{_LEAD}required{_TAIL}|\b(?:is|are) (?:always )?required{_TAIL}"
    r"|(?:^|[.|]\s*)[*_]*required[*_]*\s*[.:]",
    re.IGNORECASE,
)
_NOT_NULLABLE = re.compile(
    r"\b(?:not|non|never)[ -]nullable\b|\bnullable\s*[:=]\s*(?:false|no)\b"
    r"|\b(?:can(?:not|'t|’t| not)|must not|(?:is|are) never|never) (?:be )?null\b",
    re.IGNORECASE,
)
_NULLABLE = re.compile(
    rf"{_LEAD}nullable{_TAIL}|\bnullable\s*[:=]\s*(?:true|yes)\b|\b(?:can|may) be `?null`?\b"
    r"|\bis nullable\b|(?<!not )(?<!not be )(?<!non-)`?\bnull`? (?:if|when|unless|otherwise)\b",
    re.IGNORECASE,
)
_NULLABLE_TYPE = re.compile(
    r"^`?\?(?=\w)|^`?null`?\s*(?:or\b|\\?\||/|,)|\bnullable\b|(?:\?|(?:\bor|\\?\||/|,)\s{0,3}`?null`?\)?)`?$",
    re.IGNORECASE,
)
"""Types of which null is a value: `String?`, `?String`, `String (nullable)`, `String or null`."""
_NOTED = re.compile(
    r"(?:\s|<br\s*/?>)\s*[*_`(]{1,3}(?P<flag>required|mandatory|optional|deprecated|nullable)[*_`)]{1,3}\s*$",
    re.IGNORECASE,
)
"""A flag behind a name: `limit *optional*`."""
_TYPE_ABOVE = re.compile(r"\s*`([^`<>]+)`\s*<br", re.IGNORECASE)
"""A type above its description, in a column without a title."""
_READ_ONLY = re.compile(rf"{_LEAD}read[- ]only{_TAIL}|\bis read[- ]only{_TAIL}", re.IGNORECASE)
_WRITE_ONLY = re.compile(rf"{_LEAD}write[- ]only{_TAIL}|\bis write[- ]only{_TAIL}", re.IGNORECASE)
_DEPRECATED = re.compile(
    r"\((?:this [a-z]+ is )?deprecated\)|(?<!not )(?<!no longer )\bdeprecated\b\s*(?:[.:;)*]|$)"
    r"|\bis deprecated\b|(?:^|[.;!|]\s*+)[*_\[!> ]*+deprecated\b",
    re.IGNORECASE,
)
_YES = frozenset({"yes", "true", "required", "✓", "✔", "x", "y", "always"})
_NO = frozenset({"no", "false", "n", "optional", ""})
_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\]]*\])+)\](?:\([^)]*\)|\[[^\]]*\])?")
_TARGET = re.compile(r"\]\(([^)\s]*)")
_TAG = re.compile(r"<[^<>]*>")
_SEPARATED = re.compile(r"\s*(?:,|<br\s*/?>|;|\band\b)\s*", re.IGNORECASE)
_IDENTIFIER = re.compile(r"[@$]?[A-Za-z_][\w.$@-]*")
_GUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_FIELD = re.compile(r"[A-Za-z][\w-]*:\s*[\w.=-]+")
_BLANKS = re.compile(r"\s+")
_GENERIC = re.compile(
    r"\b(?:array|list|set|collection)(?:\\?<|&lt;|\\?\[)\s*([\w.]+)\s*(?:\\?>|&gt;|\\?\])",
    re.IGNORECASE,
)
"""A collection as programming languages write it: `Array<string>`, `array[string]`."""
_STRUCK = re.compile(r"\W*(?:~~|<(?:s|del|strike)>)", re.IGNORECASE)
_FACETS = re.compile(r"(?<=\S)(?:\s*<br\s*/?>\s*[`*_]*[A-Za-z]+[`*_]*\s*:[^<]*)+$")
"""Limits and patterns below a type: `string<br>minLength: 3<br>maxLength: 24`."""
_IN_BRACKETS = re.compile(r"`\[([\w.]+)\]`")
_COLLECTION = re.compile(r"collection\s*\(\s*(.*?)\s*\)|(.*?)\s+collection", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class DocumentedRow:
    """A member that a row of a table documents; what the row says is computed when it is asked."""

    name: str
    table: Table
    cells: tuple[Cell, ...]

    @cached_property
    def range(self) -> Range:
        """The place of the cell with the name."""
        return self.table.range(self.named)

    @property
    def named(self) -> Cell:
        """The cell with the name."""
        return self.cells[name_column(self.table)]

    @cached_property
    def raw(self) -> tuple[str, ...]:
        """The cells as written: rows that are equal document the same."""
        return tuple(cell.text for cell in self.cells)

    @cached_property
    def type_cell(self) -> str:
        """The cell with the type as written, or `""`."""
        at = type_column(self.table)
        if len(self.table.header) == 2 == len(self.cells) and not title_of(self.table.header[1]):
            above = _TYPE_ABOVE.match(self.cells[1].content)
            return above[1] if above else ""
        return self.cells[at].content.strip() if 0 <= at < len(self.cells) else ""

    @cached_property
    def type(self) -> str:
        """The type without markup, in one spelling: `Collection(x)` is `x collection`."""
        return plain_type(self.type_cell)

    @cached_property
    def type_target(self) -> str:
        """The target of the link in the type's cell, or `""`."""
        return link_target(self.type_cell)

    @cached_property
    def declared(self) -> DeclaredType:
        """The type as far as it is known what it means."""
        return declared_in_cell(self.type_cell) if self.type_cell else DeclaredType()

    @cached_property
    def text(self) -> str:
        """What the row says beside name and type."""
        known = (name_column(self.table), type_column(self.table))
        cells = (cell.content for index, cell in enumerate(self.cells) if index not in known)
        return " | ".join(cells)

    @cached_property
    def values(self) -> AllowedValues | None:
        """The values that the row lists."""
        return allowed_values(self.text)

    @cached_property
    def is_required(self) -> bool:
        """True if the row says that it is required."""
        said = self._said(_REQUIRED_COLUMN)
        if said is not None:
            return said
        noted = f"{self.named.content} {self.type_cell}".lower()
        flag = _NOTED.search(self.named.content)
        is_noted = flag is not None and flag["flag"].lower() in ("required", "mandatory")
        return is_noted or "(required)" in noted or _REQUIRED.search(self.text) is not None

    @cached_property
    def is_nullable(self) -> bool | None:
        """Whether it may be null; None if the row does not say."""
        said = self._said(_NULLABLE_COLUMN)
        if said is not None:
            return said
        if _NOT_NULLABLE.search(self.text) or _NOT_NULLABLE.search(self.type_cell):
            return False
        if _NULLABLE_TYPE.search(self.type_cell):
            return True
        return True if _NULLABLE.search(self.text) else None

    @cached_property
    def access(self) -> str:
        """`read-only`, `write-only`, or `""`."""
        if _READ_ONLY.search(self.text):
            return "read-only"
        return "write-only" if _WRITE_ONLY.search(self.text) else ""

    @cached_property
    def is_deprecated(self) -> bool:
        """True if the row says that it is deprecated, or its name is struck out."""
        if _STRUCK.match(self.named.content):
            return True
        return _DEPRECATED.search(f"{self.named.content} | {self.text}") is not None

    def _said(self, column: re.Pattern[str]) -> bool | None:
        for above, cell in zip(self.table.header, self.cells, strict=False):
            if column.fullmatch(title_of(above)):
                word = cell.content.strip("*`_. ").lower()
                return word in _YES if word in _YES | _NO else None
        return None


def rows_in(table: Table) -> Iterator[DocumentedRow]:
    """Yield a row for each name in the column of names; a cell may list several, with commas."""
    at = name_column(table)
    for cells in table.body:
        for name in names_in(cells[at].content) if at < len(cells) else ():
            if is_guid(name):
                continue  # a key of a map in an example
            yield DocumentedRow(name, table, cells)


def is_guid(name: str) -> bool:
    """Return True for a GUID, which is not the name of a member."""
    return _GUID.fullmatch(name) is not None


def plain_words(cell: str) -> str:
    """Return the words of a cell without markup and links."""
    return _BLANKS.sub(" ", _TAG.sub("", _LINK.sub(r"\1", cell)).replace("\\", "")).strip("*`_ ")


def link_target(cell: str) -> str:
    """Return the target of the first link in a cell, or `""`."""
    found = _TARGET.search(cell)
    return found[1] if found else ""


def names_in(cell: str) -> Iterator[str]:
    """Yield the names in a cell, without markup, links and notes; none for words of prose."""
    cell = _NOTED.sub("", cell)
    name = property_name(cell)
    if _FIELD.fullmatch(name):
        yield name  # a header of which several values are documented: `Prefer: return=minimal`
        return
    if _IDENTIFIER.fullmatch(name):
        yield name
        if "," not in cell and "<br" not in cell:
            return
    parts = [property_name(part) for part in _SEPARATED.split(_LINK.sub(r"\1", cell))]
    parts = [part for part in parts if part]
    if len(parts) > 1 and all(_IDENTIFIER.fullmatch(part) for part in parts):
        yield from (part for part in parts if part != name)


def name_column(table: Table) -> int:
    """Return the index of the column with names: the first one, if its title is not another's."""
    titles = [title_of(cell) for cell in table.header]
    if titles[0] not in _TYPE_COLUMNS | {"description"} and not _is_flag(titles[0]):
        return 0
    names = (i for i, title in enumerate(titles) if _is_of_names(title))
    return next(names, 0)


def _is_of_names(title: str) -> bool:
    return NAME_COLUMN.fullmatch(title) is not None or title in _OTHER_NAMES


def type_column(table: Table) -> int:
    """Return the index of the column with types, or -1."""
    titles = [title_of(cell) for cell in table.header]
    found = next((i for i, title in enumerate(titles) if title in _TYPE_COLUMNS), -1)
    if found >= 0 or len(titles) < 3:  # name, type and description
        return found
    return 1 if titles[1] not in _TEXT_COLUMNS and not _is_flag(titles[1]) else -1


def has_types(table: Table) -> bool:
    """Return True if a column after that of the names has a title that says it has types."""
    at = type_column(table)
    return at > 0 and title_of(table.header[at]) in _TYPE_COLUMNS


def may_have_types(table: Table) -> bool:
    """Return True if a column that is not that of the names may have types, by its title.

    One of three columns without a title, or with one that names a type: not `Folder id`.
    """
    at = type_column(table)
    if at in (-1, name_column(table)):
        return False
    title = title_of(table.header[at])
    return not title or _TYPE_WORD.search(title) is not None


def _is_flag(title: str) -> bool:
    return bool(_REQUIRED_COLUMN.fullmatch(title) or _NULLABLE_COLUMN.fullmatch(title))


def title_of(cell: Cell) -> str:
    """Return the title of a column without markup, in lower case."""
    return _BLANKS.sub(" ", _TAG.sub("", cell.content).strip("*`_ \t\u00a0").lower())


def plain_type(cell: str) -> str:
    """Return a type without markup and notes: `[photo](photo.md) collection` is `photo collection`.

    A namespace, `Edm.` and the letter case make no difference.
    """
    cell = _IN_BRACKETS.sub(r"\1 collection", _FACETS.sub("", cell).removeprefix("?"))
    cell = _LINK.sub(r"\1", _GENERIC.sub(r"\1 collection", cell))
    plain = _BLANKS.sub(" ", _TAG.sub(" ", cell).replace("\\", ""))
    plain = plain.replace("`", "").replace("*", "").strip(" .").lower()
    wrapped = _COLLECTION.fullmatch(plain)
    inner = (wrapped[1] or wrapped[2] or "") if wrapped else plain
    inner = inner.removeprefix("edm.").removeprefix("microsoft.graph.").strip()
    return f"{inner} collection" if wrapped else inner

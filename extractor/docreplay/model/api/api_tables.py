"""What the tables of a page document about an API: properties, parameters, headers, permissions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from docreplay.model.markup.markup import Heading, Table
from docreplay.model.markup.zone import EVERYWHERE, Zone
from docreplay.model.types.documented_rows import (
    NAME_COLUMN,
    DocumentedRow,
    has_types,
    may_have_types,
    name_column,
    rows_in,
    title_of,
    type_column,
)
from docreplay.model.types.property_tables import PROPERTY_ANCHORS, RELATIONSHIP_ANCHORS

TableRole = Literal[
    "parameter", "request-header", "response-header", "request-property", "response-property",
    "property", "relationship", "value", "method", "permission", "",
]  # fmt: skip
"""What the rows of a table document; `""` for tables that document nothing of these."""

_PERMISSIONS = re.compile(r".*permission.*|prerequisites")
_HEADERS = re.compile(r"(?:.*-)?(?:request-)?headers?(?:-.*)?")
_RESPONSE_HEADERS = re.compile(r"response-headers?(?:-.*)?")
_PARAMETERS = re.compile(r"(?:.*-)?(?:parameters?|arguments)")
_REQUEST_BODY = re.compile(r"request-body(?:-.*)?|body|body-parameters")
_RESPONSE_BODY = re.compile(r"responses?(?:-(?:body|object|properties|fields).*)?")
_RELATIONSHIPS = re.compile(r"relationships?|navigation-propert(?:y|ies)")
_PROPERTIES = re.compile(
    r"propert(?:y|ies)|instance-attributes|common-properties|fields|attributes"
)
_VALUES = re.compile(
    r"members?|values?|possible-values?|(?P<name>.+?)-(?:property-)?(?:values|members|enumeration"
    r"|enum|options|enum(?:eration)?-type|enum(?:eration)?-values)"
)
_METHODS = re.compile(r"methods?|tasks|functions|actions|common-tasks")
_RELATION_COLUMN = re.compile(r"(?:relationship|navigation property)(?: name)?s?")
_VALUE_COLUMN = re.compile(
    r"(?:member|value|name|enum(?:eration)? (?:value|member)|enum)(?: name)?s?"
)
_PERMISSION_COLUMN = re.compile(r".*permission.*|delegated.*|application.*|supported resource")
_INPUT_COLUMN = re.compile(
    r"(?:(?:query|path|url|uri|body|request|supported) )*(?:parameter|attribute|argument)s?"
    r"(?: name)?"
)
_LONGEST_LINE = 300
_RETURNED = re.compile(
    r"\bresponse (?:attribute|field|propert)|\breturns?\b[^.]*\b(?:attributes|fields|properties)\b",
    re.IGNORECASE,
)
"""What introduces a table of what a response has."""
_LABEL = re.compile(
    r"\s{0,3}(?:\*\*|__)(?:[\w-]+ ){0,3}(?:parameters?|arguments)(?:\*\*:?|__:?|:\*\*|:__)",
    re.IGNORECASE,
)
"""A line in bold that is the title of a table of parameters."""
_PLACES = frozenset({"in", "located in"})
"""Titles of a column that says where a parameter is sent."""
_OF_VALUES = frozenset({"value", "values", "member", "members", "enum value"})
_DEFINITIONS = re.compile(
    r"(?:object-|type-|schema-)?definitions|schemas?|objects|models|types|data-(?:types|structures)"
)
"""Anchors of a heading above those that name types."""
_TYPE_NAME = re.compile(r"[A-Za-z_][\w.]*")
_COMPOUND_NAME = re.compile(r"[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+")
_INFO_FIELDS: dict[str, TableRole] = {
    "response header": "response-header",
    "request property": "request-property",
    "response property": "response-property",
}
_CODE = re.compile(r"`[\w.-]+`")
_EXAMPLE = re.compile(r"(?:examples?|errors?|remarks|see-also)(?:-.*)?")
_SCOPES = re.compile(r"(?:oauth-)?scopes")
_SCOPE = re.compile(r"(?<![\w./-])[A-Za-z][\w-]*(?:\.[A-Za-z*][\w-]*)+(?![\w(/])")
_ALTERNATIVE = re.compile(r"[,;]|<br\s*/?>|\bor\b", re.IGNORECASE)
_JOINT = re.compile(r"(?<=\s)(?:and|plus|\+)(?=\s)", re.IGNORECASE)
"""What joins permissions that are required together."""
_ANY, _NEVER = re.compile(r".*"), re.compile(r"(?!)")
_KIND = re.compile(r"\s+")


_OPERATION_ROLES: tuple[tuple[re.Pattern[str], re.Pattern[str], TableRole], ...] = (
    (_EXAMPLE, _NEVER, ""),
    (_SCOPES, _NEVER, ""),
    (_PERMISSIONS, _PERMISSION_COLUMN, "permission"),
    (_RESPONSE_HEADERS, _ANY, "response-header"),
    (_HEADERS, _ANY, "request-header"),
    (_REQUEST_BODY, NAME_COLUMN, "request-property"),
    (_RESPONSE_BODY, NAME_COLUMN, "response-property"),
    (_PARAMETERS, NAME_COLUMN, "parameter"),
)
"""Anchors of headings on the page of an operation, the first column of tables, and their role."""


_ROLES: dict[tuple[tuple[tuple[str, str], ...], tuple[str, ...], bool], TableRole] = {}
"""The roles of tables by the headings above and the titles of their columns: few differ."""
_MOST_ROLES = 20_000


@dataclass(frozen=True, eq=False)
class ApiTable:
    """A table with the headings above it, nearest first, and where it is displayed."""

    table: Table
    above: tuple[Heading, ...] = ()
    zone: Zone = EVERYWHERE

    @cached_property
    def anchors(self) -> tuple[str, ...]:
        """The anchors of the headings above, nearest first, in lower case."""
        return tuple((heading.anchor or heading.slug).lower() for heading in self.above)

    @property
    def text(self) -> str:
        """The table as written: tables with the same text document the same."""
        return self.table.places.text[self.table.start : self.table.end]

    def role(self, *, is_operation: bool) -> TableRole:
        """Return what its rows document on the page of an operation, or on another page."""
        above = tuple((heading.anchor, heading.title.text) for heading in self.above)
        key = (above, tuple(cell.text for cell in self.table.header), is_operation)
        known = _ROLES.get(key)
        if known is None:
            first = title_of(self.table.header[name_column(self.table)])
            known = _of_operation(self, first) if is_operation else _of_type(self, first)
            if len(_ROLES) < _MOST_ROLES:
                _ROLES[key] = known
        if not known and is_operation and _LABEL.fullmatch(self._line_above):
            first = title_of(self.table.header[name_column(self.table)])
            known = "parameter" if NAME_COLUMN.fullmatch(first) else ""
        is_returned = known == "parameter" and _RETURNED.search(self._line_above)
        return "response-property" if is_returned else known

    @property
    def _line_above(self) -> str:
        """The line that introduces it, if it is not a long one."""
        text = self.table.places.text
        before = text[max(0, self.table.start - _LONGEST_LINE) : self.table.start].rstrip()
        return before.rpartition("\n")[2]

    @cached_property
    def described(self) -> str:
        """The name of the type whose properties or values it lists, where a heading is that name.

        Such a heading is below "Definitions" or a similar one, or is a word such as `PodSpec`.
        """
        if not self.above:
            return ""
        name = self.above[0].title.text.strip("*`# ").removesuffix(" object")
        is_below = any(_DEFINITIONS.fullmatch(anchor) for anchor in self.anchors[1:])
        return name if (_TYPE_NAME if is_below else _COMPOUND_NAME).fullmatch(name) else ""

    @property
    def described_role(self) -> TableRole:
        """What its rows document, if it describes a type."""
        first = title_of(self.table.header[name_column(self.table)])
        if not self.described:
            return ""
        if has_types(self.table) and NAME_COLUMN.fullmatch(first):
            return "property"
        has_type = type_column(self.table) > 0
        return "value" if first in _OF_VALUES and not has_type else ""

    @cached_property
    def rows(self) -> tuple[DocumentedRow, ...]:
        """Its rows with names."""
        return tuple(rows_in(self.table))

    @property
    def enumeration(self) -> str:
        """The name of the enumeration that a heading above names, or `""`."""
        named = _VALUES.fullmatch(self.anchors[0]) if self.anchors else None
        folded = (named["name"] or "").replace("-", "") if named else ""
        words = self.above[0].title.text.strip("*`# ").partition(" ")[0] if self.above else ""
        return words if words.lower() == folded else folded

    def scopes(self) -> Iterator[tuple[str, frozenset[str], DocumentedRow]]:
        """Yield each kind of caller with the permissions that the table lists for it.

        A kind is the first cell of a row; in a table of several resources, with the column's title.
        """
        wide = len(self.table.header) > 2 and not _is_ranked(self.table)
        for cells in self.table.body:
            kind = _KIND.sub(" ", title_of(cells[0]))
            row = DocumentedRow(kind, self.table, cells)
            if not wide:
                yield kind, _scopes(", ".join(cell.content for cell in cells[1:])), row
                continue
            for above, cell in zip(self.table.header[1:], cells[1:], strict=False):
                yield f"{kind}, {title_of(above)}", _scopes(cell.content), row


def _is_ranked(table: Table) -> bool:
    """Return True if the columns rank permissions: least privileged, higher privileged."""
    return all("permission" in title_of(cell) for cell in table.header[1:])


def _scopes(text: str) -> frozenset[str]:
    """Return the permissions of which one suffices; those required together are one, `A and B`."""
    found: set[str] = set()
    for part in _ALTERNATIVE.split(text.replace("\\_", "_").replace("`", " ")):
        names = _SCOPE.findall(part)
        is_joint = len(names) > 1 and _JOINT.search(part)
        found.update([" and ".join(sorted(names))] if is_joint else names)
    return frozenset(found)


def _of_operation(table: ApiTable, first: str) -> TableRole:
    for anchor in table.anchors:
        for pattern, columns, role in _OPERATION_ROLES:
            if pattern.fullmatch(anchor):
                return role if columns.fullmatch(first) else ""
    return _by_columns(table.table, first)


def _by_columns(table: Table, first: str) -> TableRole:
    """Return what the titles of columns say on the page of an operation, without a heading."""
    if first in ("permission type", "supported resource"):
        return "permission"
    if first in ("header", "header name", "request header"):
        return "request-header"
    if first in _INFO_FIELDS:
        return _INFO_FIELDS[first]
    is_placed = any(title_of(cell) in _PLACES for cell in table.header)
    if is_placed and NAME_COLUMN.fullmatch(first):
        return "parameter"
    if _INPUT_COLUMN.fullmatch(first) and may_have_types(table):
        return "parameter"
    return ""


def _of_type(table: ApiTable, first: str) -> TableRole:
    anchor = table.anchors[0] if table.anchors else ""
    has_type = type_column(table.table) not in (-1, name_column(table.table))
    is_below = _PROPERTIES.fullmatch(anchor) is not None
    if _METHODS.fullmatch(anchor) or (first == "method" and has_type and not is_below):
        return "method"
    if (
        _RELATIONSHIPS.fullmatch(anchor)
        or anchor in RELATIONSHIP_ANCHORS
        or _RELATION_COLUMN.fullmatch(first)
    ):
        return "relationship"
    named = _VALUES.fullmatch(anchor)
    is_of_values = _VALUE_COLUMN.fullmatch(first) or (named and named["name"] and _is_code(table))
    if named and is_of_values and not has_type:
        return "value"
    is_named = NAME_COLUMN.fullmatch(first) is not None
    is_titled = is_below and has_types(table.table)  # whatever the column of names is called
    is_translated = anchor in PROPERTY_ANCHORS and type_column(table.table) >= 0
    if is_translated or is_titled or (is_named and (is_below or may_have_types(table.table))):
        return "property"
    return "value" if first in ("member", "member name", "members") else ""


def _is_code(table: ApiTable) -> bool:
    """Return True if each cell of the first column is one word in code."""
    cells = [row[0].content.strip() for row in table.table.body]
    return bool(cells) and all(_CODE.fullmatch(cell) for cell in cells)


def chain(headings: Sequence[Heading], offset: int) -> tuple[Heading, ...]:
    """Return the headings that an offset of the page is below, nearest first.

    Headings of tabs are not among them, nor is the title of the page below other headings.
    """
    found: list[Heading] = []
    for heading in headings:
        if heading.start >= offset:
            break
        if "](#tab/" not in heading.title.text:
            while found and found[-1].level >= heading.level:
                found.pop()
            found.append(heading)
    return tuple(reversed(found[1:] if len(found) > 1 and found[0].level == 1 else found))

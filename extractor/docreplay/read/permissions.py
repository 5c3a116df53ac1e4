"""`permissions` annotations, which belong to the include or the table below them.

Microsoft's tools write them by themselves, with `requestUrls` and `mergePermissions`, and keep the
table of the include up to date. A table of permissions has the kind of permission in its first
column, and names of scopes (RFC 6749 §3.3), or words for none, in the others.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from docreplay.model.finding import Finding
from docreplay.model.location import Location
from docreplay.model.markup.markup import Cell, Table
from docreplay.read.markup.includes import directives
from docreplay.read.markup.markup_reader import MarkupReader
from docreplay.read.markup.tags import DIRECTIVE
from docreplay.read.rules.permissions_missing import RULE as MISSING
from docreplay.read.rules.scope_malformed import RULE as MALFORMED

_SCOPE = re.compile(r"[A-Za-z][\w-]{0,80}(?:\.[\w-]{1,80})+", re.ASCII)
_MAX_LINES = 200
"""Maximum number of lines between an annotation and the table or include that it is about."""
_OPENID = frozenset({"openid", "profile", "email", "offline_access", "address", "phone"})
"""Scopes of OpenID Connect Core 1.0 §5.4 and §11, which have no dot."""
_SEPARATOR = re.compile(r"[,;、，；]|<br ?/?>|\band\b|\bor\b|\bplus\b|\s\+\s|[和或]", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(?:\\?\*|<sup>(?:[^<]|<(?!sup>|/sup>))*+</sup>|\[\d++\]|[¹²³⁴⁵]){1,20}$")
_VERB = "Read|ReadWrite|ReadBasic|Manage|Send|Create|Write|All|AccessAsUser|Selected|Shared"
_GAP = r"[\s\u200b\u00ad]*+"
_DOT = rf"{_GAP}[.．。․]{_GAP}"
_DAMAGED = re.compile(
    rf"\w[\w-]*(?:{_DOT}[\w-]*+)*?{_DOT}(?:{_VERB})\b(?:(?:{_DOT}|[\s\u200b\u00ad]++)[A-Z][\w-]*+)*+"
)
"""Words that are one name if blanks and odd dots are taken out of them."""

_KINDS = 3
_LONGEST = 120
"""Characters of the longest name; longer ones are prose."""

_MAX_LINES = 50
"""Maximum number of lines between an annotation and what it belongs to."""


class Below(NamedTuple):
    """What is below an annotation, and where."""

    kind: Literal["include", "table", "text"]
    offset: int


def below(markup: MarkupReader, offset: int) -> Below:
    """Return what follows an offset of the page behind blank lines, comments and directives."""
    text = markup.plain
    for _ in range(_MAX_LINES):
        if offset >= len(text):
            break
        end = text.find("\n", offset)
        end = len(text) if end < 0 else end
        line = text[offset:end]
        if not DIRECTIVE.fullmatch(line):
            return _kind(markup, line, offset)
        offset = end + 1
    return Below("text", offset)


def _kind(markup: MarkupReader, line: str, offset: int) -> Below:
    if next(directives(line, "", ""), None):
        return Below("include", offset + line.find("["))
    at = offset + len(line) - len(line.lstrip(" \t>"))
    return Below("table" if at in markup.tables_by_start else "text", at)


def check_table_at(markup: MarkupReader, offset: int) -> Iterator[Finding]:
    """Yield what is wrong with the table of permissions that starts at an offset."""
    table = markup.tables_by_start[offset]
    yield from _check([table], markup.places.location(offset), "table")


def check_include(text: MarkupReader, at: Location) -> Iterator[Finding]:
    """Yield what is wrong with an included file that should have a table of permissions."""
    yield from _check(text.all_tables, at, "include")


def _check(tables: Iterable[Table], at: Location, what: str) -> Iterator[Finding]:
    found = [table for table in tables if _is_of_permissions(table)]
    if not found:
        yield MISSING.at(at, f"the {what} below the `permissions` annotation lists no permissions")
    for table in found:
        yield from _malformed(table)


def _is_of_permissions(table: Table) -> bool:
    """Return True if a cell behind the first column has the name of a scope, even a damaged one.

    A table in which nothing is supported repeats a word for it: delegated, personal, application.
    """
    cells = list(_cells(table))
    names = (name for cell in cells for name in _names(cell))
    if any(_is_scope(name) or _is_damaged(name) or _SCOPE.search(name) for name in names):
        return True
    words = {" ".join(cell.text.split()).rstrip(".。").lower() for cell in cells}
    return len(words) == 1 or (len(words) < len(cells) and len(table.body) == _KINDS)


def _cells(table: Table) -> Iterator[Cell]:
    for row in table.body:
        yield from row[1:]


def _names(cell: Cell) -> Iterator[str]:
    """Yield the names and other words of a cell, without the marks around them."""
    for part in _SEPARATOR.split(cell.text):
        name = part.strip().strip("`").replace("\\_", "_")
        yield _FOOTNOTE.sub("", name).strip().rstrip(".。")


def _is_scope(name: str) -> bool:
    return name in _OPENID or _SCOPE.fullmatch(name) is not None


def _is_damaged(name: str) -> bool:
    if len(name) > _LONGEST or _is_scope(name):
        return False
    return _DAMAGED.fullmatch(name) is not None


def _malformed(table: Table) -> Iterator[Finding]:
    for cell in _cells(table):
        for name in filter(_is_damaged, _names(cell)):
            message = f"`{' '.join(name.split())}` is not a valid name of a permission"
            yield MALFORMED.at(table.range(cell), message)

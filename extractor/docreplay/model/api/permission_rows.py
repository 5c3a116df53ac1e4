"""The permissions that a page says its operation requires, by kind of caller."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from docreplay.model.api.callers import CallerKind, caller_of
from docreplay.model.api.documented_page import DocumentedPage


class PermissionRow(NamedTuple):
    """One row: any of the alternatives suffices, each of which is one or several permissions."""

    caller: CallerKind
    alternatives: tuple[frozenset[str], ...]


def permission_rows(page: DocumentedPage) -> tuple[PermissionRow, ...]:
    """Return the rows of the permissions tables of a page; none if no row names a permission."""
    rows = tuple(_rows(page))
    return rows if any(row.alternatives for row in rows) else ()


def alternatives_of(
    rows: Iterable[PermissionRow], caller: CallerKind
) -> tuple[frozenset[str], ...]:
    """Return the permissions of which one set suffices for a kind of caller; `""` is any."""
    own = (row for row in rows if caller in ("", row.caller) or not row.caller)
    return tuple(alternative for row in own for alternative in row.alternatives)


def _rows(page: DocumentedPage) -> Iterator[PermissionRow]:
    for table in page.tables_of("permission"):
        for kind, scopes, _ in table.scopes():
            found = tuple(frozenset(scope.split(" and ")) for scope in sorted(scopes))
            yield PermissionRow(caller_of(kind), found)

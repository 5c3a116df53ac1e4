"""Permissions that no longer suffice for an operation, or that suffice as well."""

import re
from collections.abc import Iterator, Set
from typing import NamedTuple

from docreplay.diff.check import DiffSubject
from docreplay.diff.subject import EndpointPair
from docreplay.diff.values import listed
from docreplay.model.api.api_change import ApiChange
from docreplay.model.api.documented_page import DocumentedPage
from docreplay.model.api.stated_scopes import stated_scopes
from docreplay.model.location import Range

_KINDS = (
    (re.compile(r"delegated \(?work.*|delegated"), "delegated (work or school account)"),
    (
        re.compile(r"delegated \(?(?:personal|microsoft).*"),
        "delegated (personal Microsoft account)",
    ),
    (re.compile(r"app(?:lication)?(?: permissions?)?"), "application"),
)
"""The kinds of callers in one spelling."""


class _Row(NamedTuple):
    scopes: frozenset[str]
    place: Range


def removed(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the permissions that are gone, once for each kind of caller of an operation."""
    for item in subject.pair.endpoints:
        for kind, old, new in _rows(item):
            gone = _uncovered(old.scopes, new.scopes)
            if gone:
                yield _change(item, gone, kind, (old, new))


def added(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the permissions that are new, once for each kind of caller of an operation."""
    for item in subject.pair.endpoints:
        for kind, old, new in _rows(item):
            fresh = _uncovered(new.scopes, old.scopes)
            if fresh:
                yield _change(item, fresh, kind, (old, new))


def _change(
    item: EndpointPair, scopes: frozenset[str], kind: str, rows: tuple[_Row, _Row]
) -> ApiChange:
    """Return the change of permissions that one of the rows has, and the other one lacks."""
    is_gone = scopes <= rows[0].scopes
    names = tuple(sorted(scopes))
    verb = "suffices" if len(names) == 1 else "suffice"
    what = f"no longer {verb}" if is_gone else f"also {verb}"
    tail = ": clients that have no other are rejected" if is_gone else ""
    noun = "permission" if len(names) == 1 else "permissions"
    who = f"{kind} callers" if kind else "callers"
    return ApiChange(
        kind="permission", action="removed" if is_gone else "added", names=names,
        owner=item.owner, change_class="breaking" if is_gone else "non-breaking",
        message=f"{noun} {listed(names)} {what} for {who} of `{item.owner.name}`{tail}",
        place=rows[1].place, was=rows[0].place.start, detail=kind,
    )  # fmt: skip


def _rows(item: EndpointPair) -> Iterator[tuple[str, _Row, _Row]]:
    """Yield the kinds of callers of which both versions have a row, with these.

    A table of nothing but kinds of callers has no row for those that cannot call. What only one
    version has a row for, or states in sentences, is compared as permissions of any caller (`""`).
    """
    if item.old.text_of("permission") == item.new.text_of("permission") != ():
        return
    old, new = _permissions(item.old), _permissions(item.new)
    if not old or not new:
        return
    known = {name for _, name in _KINDS}
    if not old.keys() & new.keys():
        old, new = _by_caller(old), _by_caller(new)
    kinds = old.keys() | new.keys() if {*old, *new} <= known else old.keys() & new.keys()
    for kind in sorted(kinds):
        yield kind, old.get(kind, _absent(old)), new.get(kind, _absent(new))
    if not {*old, *new} <= kinds:
        yield "", _others(old, new, kinds), _others(new, old, kinds)


def _others(rows: dict[str, _Row], other: dict[str, _Row], kinds: Set[str]) -> _Row:
    """Return the permissions of all other kinds, and those of the kinds that both versions have."""
    own = (row.scopes for row in rows.values())
    compared = (row.scopes for kind, row in other.items() if kind in kinds)
    return _Row(frozenset[str]().union(*own, *compared), next(iter(rows.values())).place)


def _by_caller(rows: dict[str, _Row]) -> dict[str, _Row]:
    """Return the permissions of a table with a row for each resource by kind of caller."""
    known = {name for _, name in _KINDS}
    found: dict[str, _Row] = {}
    for name, row in rows.items():
        caller = _kind(name.rpartition(", ")[2])
        _add(found, caller if caller in known else name, row)
    return found


def _add(found: dict[str, _Row], name: str, row: _Row) -> None:
    known = found.get(name)
    found[name] = _Row(known.scopes | row.scopes, known.place) if known else row


def _absent(rows: dict[str, _Row]) -> _Row:
    """Return what a table says of a kind that it does not list, at its last row."""
    return _Row(frozenset(), list(rows.values())[-1].place)


def _uncovered(some: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """Return those of which no part is among the others: who has `A and B` also has `A`."""
    parts = [frozenset(other.split(" and ")) for other in others]
    return frozenset(
        one for one in some if not any(part <= {*one.split(" and ")} for part in parts)
    )


def _permissions(page: DocumentedPage) -> dict[str, _Row]:
    """Return the permissions by kind of caller; those of several tables are taken together.

    Those that only sentences state are of any caller.
    """
    found: dict[str, _Row] = {}
    for table in page.tables_of("permission"):
        for kind, scopes, row in table.scopes():
            _add(found, _kind(kind), _Row(scopes, row.range))
    if not any(row.scopes for row in found.values()):
        stated = stated_scopes(page.prose.text)
        for scope, span in stated.items():
            _add(found, "", _Row(frozenset({scope}), page.prose.range(*span)))
    return found


def _kind(text: str) -> str:
    return next((name for pattern, name in _KINDS if pattern.fullmatch(text)), text)

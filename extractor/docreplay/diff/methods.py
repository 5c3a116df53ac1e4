"""Methods that a table of a resource type lists, and that have no page of their own."""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from docreplay.diff.check import DiffSubject
from docreplay.diff.subject import TypePair
from docreplay.model.api.api_change import ApiChange
from docreplay.model.api.api_tables import ApiTable
from docreplay.model.api.documented_api import DocumentedApi, DocumentedType
from docreplay.model.location import Range
from docreplay.model.page import without_suffix
from docreplay.model.types.documented_rows import link_target, plain_words


class _Method(NamedTuple):
    name: str
    range: Range
    is_linked: bool


def removed(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the methods that a type no longer lists, and that no page documents.

    What a row links to is compared as an operation, if the page is among those that are compared.
    """
    for item in subject.pair.types:
        old, new = _both(subject, item)
        listed = _names(item.new)
        for key in old.keys() - new.keys():
            if old[key].is_linked or old[key].name.lower() in listed:
                continue
            effect = "clients that call it fail"
            yield ApiChange(
                kind="method", action="removed", names=(old[key].name,), owner=item.owner,
                change_class="breaking", place=_place(item),
                message=f"method `{old[key].name}` of `{item.owner.name}` was removed: {effect}",
                was=old[key].range.start,
            )  # fmt: skip


def added(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the methods that a type did not list, and that no page documents."""
    for item in subject.pair.types:
        old, new = _both(subject, item)
        listed = _names(item.old)
        for key in new.keys() - old.keys():
            if new[key].name.lower() in listed:
                continue
            yield ApiChange(
                kind="method", action="added", names=(new[key].name,), owner=item.owner,
                change_class="non-breaking", place=new[key].range,
                message=f"method `{new[key].name}` of `{item.owner.name}` was added",
            )  # fmt: skip


def _both(subject: DiffSubject, item: TypePair) -> tuple[dict[str, _Method], dict[str, _Method]]:
    """Return the methods of both versions; none if one of them has no table, or both have one."""
    if item.old.page.text_of("method") == item.new.page.text_of("method"):
        return {}, {}
    tables = [list(side.page.tables_of("method")) for side in (item.old, item.new)]
    if not all(tables):
        return {}, {}
    return _methods(subject, item.old, tables[0]), _methods(subject, item.new, tables[1])


def _methods(
    subject: DiffSubject, item: DocumentedType, tables: list[ApiTable]
) -> dict[str, _Method]:
    """Return the methods whose row leads to no page of an operation, by link or name."""
    found: dict[str, _Method] = {}
    rows = ((table, cells) for table in tables for cells in table.table.body)
    for table, cells in rows:
        name, target = plain_words(cells[0].content), link_target(cells[0].content)
        is_title = not any(cell.content.strip() for cell in cells[1:])
        is_known = any(_has_page(api, item, target) for api in (subject.pair.old, subject.pair.new))
        if name and not is_title and not is_known:
            is_linked = bool(target) and not target.startswith("#")
            method = _Method(name, table.table.range(cells[0]), is_linked)
            found.setdefault((target or name).lower(), method)
    return found


def _has_page(api: DocumentedApi, item: DocumentedType, target: str) -> bool:
    """Return True if a link leads to the page of an operation, or out of the documentation."""
    if not target or target.startswith("#"):
        return False
    path = target.partition("#")[0].partition("?")[0]
    if ":" in path or path.startswith("/"):
        return True
    here = posixpath.dirname(item.page.page.key)
    key = without_suffix(posixpath.normpath(posixpath.join(here, path)))
    page = api.pages.get(key) or api.pages.get(key.lower())
    return page is not None and bool(page.operations)


def _names(item: DocumentedType) -> frozenset[str]:
    """Return the names of all rows: a method may have got a page, or a different one."""
    rows = (cells for table in item.page.tables_of("method") for cells in table.table.body)
    return frozenset(plain_words(cells[0].content).lower() for cells in rows)


def _place(item: TypePair) -> Range:
    for table in item.new.page.tables_of("method"):
        return table.table.range(table.table.header[0])
    return item.new.range

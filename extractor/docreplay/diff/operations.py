"""Operations that were added or removed, or have a different path."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from docreplay.diff.check import DiffSubject
from docreplay.diff.subject import ApiPair, is_same, operation_owner
from docreplay.model.api.api_change import ApiChange
from docreplay.model.api.documented_api import DocumentedApi
from docreplay.model.api.documented_page import DocumentedPage, PlacedOperation
from docreplay.model.api.operation import Operation
from docreplay.model.finding import ChangeClass
from docreplay.model.location import Range


class _Found(NamedTuple):
    """The operations that are gone and those that are new, of a page of either version."""

    old: DocumentedPage | None
    new: DocumentedPage | None
    gone: tuple[PlacedOperation, ...]
    fresh: tuple[PlacedOperation, ...]

    @property
    def is_move(self) -> bool:
        """True if one path took the place of one other."""
        if len(self.gone) != 1 or len(self.fresh) != 1 or not self.old or not self.new:
            return False
        return self.gone[0].operation.method == self.fresh[0].operation.method

    @property
    def unknown(self) -> tuple[PlacedOperation, ...]:
        """Those new ones that no example of the old page requests, though it does not list them."""
        known = self.old.requested if self.old else ()
        return tuple(
            item for item in self.fresh if not any(is_same(item.operation, one) for one in known)
        )

    @property
    def still_requested(self) -> tuple[PlacedOperation, ...]:
        """Those gone that an example of the new page requests, though it does not list them.

        None whose path the page lists with a different method: its example is out of date.
        """
        known = self.new.requested if self.new else ()
        replaced = {item.operation.key[1] for item in self.fresh}
        return tuple(
            item
            for item in self.gone
            if item.operation.key[1] not in replaced
            and any(is_same(item.operation, one) for one in known)
        )


def removed(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the operations that no page of the new version has, once for each page."""
    for item in _found(subject.pair):
        if item.gone and item.old and not item.is_move:
            kept = item.still_requested
            gone = tuple(one for one in item.gone if one not in kept)
            if gone:
                message = f"{_listed(gone)} was removed: clients that call it fail"
                yield _removed(item, gone, "breaking", message)
            if kept:
                message = (
                    f"{_listed(kept)} was removed from the list, but an example still requests it"
                )
                yield _removed(item, kept, "unknown", message)


def _removed(
    item: _Found, gone: tuple[PlacedOperation, ...], change_class: ChangeClass, message: str
) -> ApiChange:
    assert item.old  # noqa: S101  # the old version has what is gone
    return ApiChange(
        kind="operation", action="removed", names=_names(gone), owner=operation_owner(item.old),
        change_class=change_class, message=message, detail=item.old.title,
        place=_place(item.new) if item.new else gone[0].range, was=gone[0].range.start,
    )  # fmt: skip


def added(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the operations that no page of the old version has, once for each page."""
    for item in _found(subject.pair):
        fresh = item.unknown
        if fresh and item.new and not item.is_move:
            yield ApiChange(
                kind="operation", action="added", names=_names(fresh),
                owner=operation_owner(item.new), change_class="non-breaking",
                message=f"{_listed(fresh)} was added", place=fresh[0].range,
                detail=item.new.title,
            )  # fmt: skip


def moved(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the operations that have a different path, or a different version in it."""
    for item in _found(subject.pair):
        if item.is_move:
            yield _move(item.gone[0], item.fresh[0], item.new)
    for old, new in subject.pair.pairs:
        for one in old.operations:
            for two in new.operations:
                versions = (one.operation.version, two.operation.version)
                if (
                    one.operation.key == two.operation.key
                    and all(versions)
                    and len({*versions}) > 1
                ):
                    yield _move(one, two, new)


def _move(old: PlacedOperation, new: PlacedOperation, page: DocumentedPage | None) -> ApiChange:
    assert page  # noqa: S101  # both versions have the page
    before, after = str(old.operation), str(new.operation)
    return ApiChange(
        kind="operation", action="renamed", names=(before, after), owner=operation_owner(page),
        change_class="breaking", place=new.range, was=old.range.start, before=before, after=after,
        message=f"path of `{before}` changed to `{new.operation.path}`: clients call the old path",
        detail=page.title,
    )  # fmt: skip


@lru_cache(maxsize=1)
def _found(pair: ApiPair) -> tuple[_Found, ...]:
    """Return what is gone and new by page; a page and its new version are one."""
    gone = {
        key: _missing(page, pair.new, pair.pages.get(key)) for key, page in pair.old.pages.items()
    }
    new_of = {key: page.page.key for key, page in pair.pages.items()}
    old_of = {new: pair.old.pages[old] for old, new in new_of.items()}
    fresh = {key: _missing(page, pair.old, old_of.get(key)) for key, page in pair.new.pages.items()}
    found = [
        _Found(page, pair.pages.get(key), gone[key], fresh.get(new_of.get(key, ""), ()))
        for key, page in pair.old.pages.items()
    ]
    found += [
        _Found(None, page, (), fresh[key])
        for key, page in pair.new.pages.items()
        if key not in old_of
    ]
    return tuple(item for item in found if item.gone or item.fresh)


def _missing(
    page: DocumentedPage, other: DocumentedApi, own: DocumentedPage | None
) -> tuple[PlacedOperation, ...]:
    """Return the operations of a page that the other version has on no page."""
    if page is own:
        return ()
    return tuple(
        item
        for item in page.operations
        if not _is_documented(item, page, other) and not (own and _is_on(item.operation, page, own))
    )


def _is_on(operation: Operation, page: DocumentedPage, own: DocumentedPage) -> bool:
    """Return True if the other version of a page lists an operation.

    Either version may omit the beginning of the paths that it lists.
    """
    known = [one.operation for one in own.operations]
    if any(is_same(operation, one) for one in known):
        return True
    path, paths = _path(operation), [_path(one) for one in known if one.method == operation.method]
    return any(
        (other.endswith(path) and page.may_omit(other.removesuffix(path)))
        or (path.endswith(other) and own.may_omit(path.removesuffix(other)))
        for other in paths
    )


def _path(operation: Operation) -> str:
    """Return the path with keys as segments (OData URL Conventions 4.01 §4.3.6)."""
    return operation.key[1].replace("({})", "/{}")


def _is_documented(item: PlacedOperation, page: DocumentedPage, other: DocumentedApi) -> bool:
    """Return True if a page of the other version has an operation, for the same type.

    Where a path is that of objects of several types, each type has a page of its own.
    """
    found = other.operations.get((page.version, *item.operation.key), ())
    kinds = [one.handled for one, _ in found]
    return any(not page.handled or not kind or page.handled & kind for kind in kinds)


def _place(page: DocumentedPage) -> Range:
    return page.operations[0].range if page.operations else page.title_range


def _names(items: Iterable[PlacedOperation]) -> tuple[str, ...]:
    return tuple(str(item.operation) for item in items)


def _listed(items: tuple[PlacedOperation, ...]) -> str:
    first = f"operation `{items[0].operation}`"
    if len(items) == 1:
        return first
    return f"{first} with {len(items) - 1} more {'path' if len(items) == 2 else 'paths'}"

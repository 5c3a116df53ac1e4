"""Resource types and enumerations that were added or removed."""

from collections.abc import Iterator

from docreplay.diff.check import DiffSubject
from docreplay.diff.subject import ApiPair, enumeration_owner, type_owner
from docreplay.model.api.api_change import ApiChange
from docreplay.model.api.documented_api import DocumentedEnumeration, DocumentedType, Key
from docreplay.model.api.documented_member import ShownMember
from docreplay.model.api.documented_page import DocumentedPage
from docreplay.model.location import Range


def types_removed(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the types that the new version does not describe."""
    pair = subject.pair
    renamed = {id(item.old): item.new for item in pair.types}
    for key, item in pair.old.types.items():
        if key in pair.new.types or key in pair.new.enumerations:
            continue
        new = renamed.get(id(item))
        page = pair.pages.get(item.page.page.key)
        if not new and _is_shown(item, page):
            continue
        message = f"resource type `{item.short_name}` was removed"
        if new:
            message = f"resource type `{item.short_name}` is now named `{new.short_name}`"
        yield ApiChange(
            kind="resource", action="renamed" if new else "removed",
            names=(item.short_name, new.short_name) if new else (item.short_name,),
            owner=type_owner(new or item), change_class="breaking",
            message=f"{message}: clients that use it fail",
            place=new.range if new else page.title_range if page else item.range,
            was=item.range.start,
        )  # fmt: skip


def types_added(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the types that the old version does not describe."""
    pair = subject.pair
    renamed = {id(item.new) for item in pair.types}
    old_of = {new.page.key: pair.old.pages[key] for key, new in pair.pages.items()}
    for key, item in pair.new.types.items():
        if _is_shown(item, old_of.get(item.page.page.key)):
            continue
        if key not in pair.old.types and id(item) not in renamed:
            yield ApiChange(
                kind="resource", action="added", names=(item.short_name,),
                owner=type_owner(item), change_class="non-breaking",
                message=f"resource type `{item.short_name}` was added", place=item.range,
            )  # fmt: skip


def _is_shown(item: DocumentedType, page: DocumentedPage | None) -> bool:
    """Return True if the other version of a page has the JSON of a type, without naming the type.

    Of a type that nothing but JSON describes, only the annotation is gone or new.
    """
    names = {name for name in item.members if isinstance(item.members[name], ShownMember)}
    if page is None or not names or len(names) < len(item.members):
        return False
    return page.shows(names)


def enumerations_removed(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the enumerations that the new version does not list."""
    pair = subject.pair
    for key, item in pair.old.enumerations.items():
        if key in pair.new.enumerations or _is_listed(pair, key, item):
            continue
        page = pair.pages.get(item.page.page.key)
        yield ApiChange(
            kind="enumeration", action="removed", names=(item.name,),
            owner=enumeration_owner(item), change_class="breaking",
            message=f"enumeration `{item.name}` was removed: clients that use it fail",
            place=page.title_range if page else item.range, was=item.range.start,
            detail=_members(item),
        )  # fmt: skip


def enumerations_added(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the enumerations that the old version does not list."""
    pair = subject.pair
    for key, item in pair.new.enumerations.items():
        if key in pair.old.enumerations or _was_listed(pair, key, item):
            continue
        yield ApiChange(
            kind="enumeration", action="added", names=(item.name,),
            owner=enumeration_owner(item), change_class="non-breaking",
            message=f"enumeration `{item.name}` was added", place=_first(item),
            detail=_members(item),
        )  # fmt: skip


def _members(item: DocumentedEnumeration) -> str:
    return ", ".join(member.name for member in item.members.values())


def _first(item: DocumentedEnumeration) -> Range:
    return item.range


def _is_listed(pair: ApiPair, key: Key, item: DocumentedEnumeration) -> bool:
    """Return True if a row on the new page lists the values instead of the table."""
    page = pair.pages.get(item.page.page.key)
    return page is not None and _lists(list(pair.new.types.values()), key, item)


def _was_listed(pair: ApiPair, key: Key, item: DocumentedEnumeration) -> bool:
    return _lists(list(pair.old.types.values()), key, item)


def _lists(types: list[DocumentedType], key: Key, item: DocumentedEnumeration) -> bool:
    """Return True if a property of a type lists most of the members of an enumeration."""
    names = set(item.members) - {"unknownfuturevalue"}
    for owner in types:
        if owner.page.version != key[0]:
            continue
        for member in owner.properties.values():
            if member.values and _is_like(names, {name.lower() for name in member.values.values}):
                return True
    return False


def _is_like(names: set[str], others: set[str]) -> bool:
    return bool(names) and len(names & others) * 2 > len(names | others)

"""Values of enumerations that were added or removed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from docreplay.diff.check import DiffSubject
from docreplay.diff.classes import Effect, Side
from docreplay.diff.members import MemberChange
from docreplay.diff.subject import enumeration_owner
from docreplay.diff.types import spelled
from docreplay.model.api.api_change import ApiChange, ChangeAction, Owner
from docreplay.model.api.documented_api import DocumentedEnumeration
from docreplay.model.api.documented_member import Member
from docreplay.model.location import Location, Range
from docreplay.model.types.declared_values import FUTURE, AllowedValues
from docreplay.model.types.documented_rows import DocumentedRow
from docreplay.model.types.unintroduced_values import unintroduced_values


class ValuesChange(NamedTuple):
    """The values of an enumeration or of a member that are new, and those that are gone."""

    title: str
    owner: Owner
    kind: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    side: Side
    is_open: bool
    places: tuple[Range, Range]
    """Where new values are, and where those that are gone would be."""
    was: Location

    def change(self, action: ChangeAction, verb: str, effect: Effect) -> ApiChange:
        """Return the change of the values that were added, or removed, as one."""
        is_new = action == "added"
        names = self.added if is_new else self.removed
        plural = f"{self.kind}s" if len(names) > 1 else self.kind
        return ApiChange(
            kind="member" if self.owner.kind == "enumeration" else "value",
            action=action,
            names=names,
            owner=self.owner,
            change_class=effect.change_class,
            message=effect.after(f"{self.title} {verb} {plural} {listed(names)}"),
            place=self.places[0 if is_new else 1],
            was=self.was,
            detail=self.title,
        )


def value_changes(subject: DiffSubject) -> Iterator[ValuesChange]:
    """Yield the changes of enumerations, then those of members that list values of their own.

    A member that repeats the values of a changed enumeration is not reported again.
    """
    named: dict[str, ValuesChange] = {}
    for old, new in subject.pair.enumerations:
        if found := _of_enumeration(old, new):
            named[new.name.lower()] = found
            yield found
    for change in subject.kept:
        found = _of_member(change)
        if found and not _repeats(found, named.get(_type_name(change))):
            yield found


def _type_name(change: MemberChange) -> str:
    return spelled(change.new.type).removesuffix(" collection") if change.new else ""


def _repeats(found: ValuesChange, known: ValuesChange | None) -> bool:
    return known is not None and (found.added, found.removed) == (known.added, known.removed)


def _of_enumeration(old: DocumentedEnumeration, new: DocumentedEnumeration) -> ValuesChange | None:
    if old.table.text == new.table.text:
        return None
    added, removed = _differing(old.members, new.members)
    added = tuple(name for name in added if name != FUTURE)
    removed = tuple(name for name in removed if name != FUTURE)
    if not added and not removed:
        return None
    place = new.members[added[0].lower()].range if added else new.range
    was = old.members[removed[0].lower()].range.start if removed else old.range.start
    owner = enumeration_owner(new)
    return ValuesChange(
        title=f"enumeration `{new.name}`", owner=owner, kind="member",
        added=added, removed=removed, side="both", is_open=old.is_open,
        places=(place, new.range), was=was,
    )  # fmt: skip


def _differing(
    old: Mapping[str, Member], new: Mapping[str, Member]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    added = tuple(item.name for name, item in new.items() if name not in old)
    removed = tuple(item.name for name, item in old.items() if name not in new)
    return added, removed


def _of_member(change: MemberChange) -> ValuesChange | None:
    old, new = change.old, change.new
    if old is None or new is None:
        return None
    before, after = _lists(old, new)
    if before is None or after is None:
        return None
    added = _missing(after.values, before.values)
    removed = _missing(before.values, after.values)
    if not added and not removed:
        return None
    return ValuesChange(
        title=change.title, owner=change.owner, kind="value",
        added=added, removed=removed, side=change.side, is_open=before.is_open,
        places=(new.range, new.range), was=old.range.start,
    )  # fmt: skip


def _lists(old: Member, new: Member) -> tuple[AllowedValues | None, AllowedValues | None]:
    """Return the values that both rows list; lists that nothing introduces have some in common."""
    if old.values and new.values:
        return old.values, new.values
    before, after = (
        item.values or (unintroduced_values(item) if isinstance(item, DocumentedRow) else None)
        for item in (old, new)
    )
    if before is None or after is None:
        return None, None
    names = [{name.lower() for name in found.values} for found in (before, after)]
    is_one_list = len(names[0] & names[1]) * 2 >= min(map(len, names))
    return (before, after) if is_one_list else (None, None)


def _missing(names: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Return the names that are not known in any letter case."""
    folded = {name.lower() for name in known} | {FUTURE.lower()}
    return tuple(name for name in names if name.lower() not in folded)


def listed(names: Iterable[str]) -> str:
    """Return names as a list in a sentence."""
    return ", ".join(f"`{name}`" for name in names)

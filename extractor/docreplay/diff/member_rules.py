"""What the rules about members have in common: each is about one kind of member."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from docreplay.diff import classes
from docreplay.diff.check import DiffSubject
from docreplay.diff.classes import Effect
from docreplay.diff.members import MemberChange, MemberKind
from docreplay.model.api.api_change import ApiChange, ChangeAction

_MANY = 10
"""Number of members of one table that change alike for different reasons."""
Check = Callable[[DiffSubject], Iterator[ApiChange]]


def removals(kind: MemberKind) -> Check:
    """Return the check that yields the members of a kind that are gone."""

    def check(subject: DiffSubject) -> Iterator[ApiChange]:
        for change in subject.members:
            if change.kind == kind and change.new is None:
                effect = classes.removed(change.side)
                yield made(change, "removed", effect, f"{change.title} was removed")

    return check


def additions(kind: MemberKind) -> Check:
    """Return the check that yields the new members of a kind."""

    def check(subject: DiffSubject) -> Iterator[ApiChange]:
        for change in subject.members:
            if change.kind == kind and change.old is None and change.new:
                is_required = change.new.is_required
                effect = classes.added(change.side, is_required=is_required)
                what = f"required {change.title}" if is_required else change.title
                yield made(change, "added", effect, f"{what} was added")

    return check


def together(changes: Iterable[ApiChange]) -> Iterator[ApiChange]:
    """Yield the changes; many of one table with the same texts have one cause, and become one."""
    groups: defaultdict[tuple[object, ...], list[ApiChange]] = defaultdict(list)
    for change in changes:
        key = (change.owner, change.kind, change.before, change.after, change.change_class)
        groups[key].append(change)
    for found in groups.values():
        if len(found) <= _MANY:
            yield from found
            continue
        first = found[0]
        others = f"{len(found) - 1} more {'properties' if 'property' in first.kind else 'members'}"
        subject, _, rest = first.message.partition("` of `")
        names = tuple(name for change in found for name in change.names)
        message = f"{subject}` and {others} of `{rest}"
        yield replace(first, names=names, message=message)


def made(
    change: MemberChange,
    action: ChangeAction,
    effect: Effect,
    message: str,
    *,
    texts: tuple[str, str] | None = None,
) -> ApiChange:
    """Return the change of a member; `texts` are what was and is documented."""
    member = change.new or change.old
    return ApiChange(
        kind=change.kind,
        action=action,
        names=(change.name,),
        owner=change.owner,
        change_class=effect.change_class,
        message=effect.after(message),
        place=change.place,
        was=change.old.range.start if change.old else None,
        before=texts[0] if texts else None,
        after=texts[1] if texts else None,
        detail=member.type if member else "",
    )

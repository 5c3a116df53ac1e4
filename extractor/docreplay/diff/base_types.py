"""Resource types with a different base type."""

from collections.abc import Iterator

from docreplay.diff.check import DiffSubject
from docreplay.diff.subject import TypePair
from docreplay.diff.values import listed
from docreplay.model.api.api_change import ApiChange
from docreplay.model.api.documented_api import DocumentedApi, DocumentedType


def check(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the types whose base type is a different one, with what their objects lose."""
    old_api, new_api = subject.pair.old, subject.pair.new
    for item in subject.pair.types:
        before, after = item.old.bases, item.new.bases
        if before[:1] == after[:1] or set(before) & set(after):
            continue
        if before and not after and not _is_stated(item):
            continue
        lost = _lost(item, old_api, new_api)
        is_subtype = not before or before[0] in dict(new_api.ancestors(item.new))
        yield _change(item, lost, is_subtype=is_subtype)


def _is_stated(item: TypePair) -> bool:
    """Return True if an annotation of the old page named the base type; prose is only wording."""
    return bool(item.old.resource and item.old.resource.annotation.text("baseType"))


def _lost(item: TypePair, old: DocumentedApi, new: DocumentedApi) -> tuple[str, ...]:
    kept = {**new.inherited(item.new), **item.new.members}
    inherited = old.inherited(item.old).items()
    return tuple(member.name for name, member in inherited if name not in kept)


def _change(item: TypePair, lost: tuple[str, ...], *, is_subtype: bool) -> ApiChange:
    name = item.owner.name
    before, after = _base(item.old), _base(item.new)
    message = f"base type of `{name}` changed from `{before}` to `{after}`"
    if not before:
        message = f"`{name}` now has the base type `{after}`"
    elif not after:
        message = f"`{name}` no longer has the base type `{before}`"
    if lost:
        message += f": its objects lack {listed(lost)}"
    elif not is_subtype:
        message += f": its objects are no longer of type `{before}`"
    return ApiChange(
        kind="base type", action="changed", names=(name,), owner=item.owner,
        change_class="non-breaking" if is_subtype and not lost else "breaking",
        message=message, place=item.new.range, was=item.old.range.start,
        before=before or None, after=after or None,
    )  # fmt: skip


def _base(item: DocumentedType) -> str:
    if item.resource is None:
        return ""
    stated = item.resource.annotation.text("baseType").rpartition(".")[2]
    return stated or next((base.name for base in item.resource.inherits), "")

"""A member, type or operation is deprecated.

## What it means
A row or a page says that something is deprecated, and did not before.

## Why it matters
It still works. Clients have time to move to what replaces it.

## What it leaves alone
Members that are new or gone.

## Example
    | mobilePhone (deprecated) | String | … |

## Fix
Nothing is wrong; the release notes have it (`--changelog markdown`).
"""

from collections.abc import Iterator

from docreplay.diff import classes
from docreplay.diff.check import DiffCheck, DiffSubject
from docreplay.diff.member_rules import made
from docreplay.diff.subject import enumeration_owner, operation_owner, type_owner
from docreplay.diff.values import listed
from docreplay.model.api.api_change import ApiChange
from docreplay.model.api.documented_api import DocumentedEnumeration
from docreplay.model.api.documented_page import DocumentedPage
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG486", name="documented-member-deprecated", severity=Severity.NOTE)


def check(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the members and pages that became deprecated."""
    for change in subject.kept:
        if change.old and change.new and change.new.is_deprecated and not change.old.is_deprecated:
            message = f"{change.title} is deprecated"
            yield made(change, "deprecated", classes.HARMLESS, message)
    for old, new in subject.pair.enumerations:
        names = _deprecated(old, new)
        if names:
            yield ApiChange(
                kind="member", action="deprecated", names=names, owner=enumeration_owner(new),
                change_class="non-breaking", place=new.members[names[0].lower()].range,
                message=f"enumeration `{new.name}` has deprecated {listed(names)}",
            )  # fmt: skip
    for before, after in subject.pair.pairs:
        if after.deprecated and not before.deprecated:
            yield from _page(subject, after)


def _deprecated(old: DocumentedEnumeration, new: DocumentedEnumeration) -> tuple[str, ...]:
    kept = ((old.members.get(name), item) for name, item in new.members.items())
    found = (item for was, item in kept if was and not was.is_deprecated and item.is_deprecated)
    return tuple(item.name for item in found)


def _page(subject: DiffSubject, page: DocumentedPage) -> Iterator[ApiChange]:
    owners = [type_owner(item) for item in subject.pair.new.types.values() if item.page is page]
    for owner in [operation_owner(page)] if page.operations else owners:
        assert page.deprecated  # noqa: S101  # the caller asked
        yield ApiChange(
            kind="operation" if owner.kind == "operation" else "resource",
            action="deprecated", names=(owner.name,), owner=owner, change_class="non-breaking",
            message=f"`{owner.name}` is deprecated", place=page.deprecated,
        )  # fmt: skip


CHECK = DiffCheck(RULE, check)

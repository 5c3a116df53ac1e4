"""A member may now be null, or may no longer be.

## What it means
A row says `Nullable`, and did not before; or it says `Not nullable`, and did not before; or the
reverse.

## Why it matters
Clients that read the member of a null fail. The service rejects null where it is no longer allowed.

## What it leaves alone
Rows of which neither version says anything; relationships; properties of resource types count for
responses, which
have them.

## Example
    | manager | String | The manager. Nullable. |

## Fix
Keep what clients depend on, or announce the change before it takes effect.
"""

from collections.abc import Iterator

from docreplay.diff import classes
from docreplay.diff.check import DiffCheck, DiffSubject
from docreplay.diff.member_rules import made, together
from docreplay.model.api.api_change import ApiChange
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG482", name="documented-nullability-changed", severity=Severity.ERROR)


def check(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the changes; many alike on one page become one."""
    yield from together(_changes(subject))


def _changes(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the members that may be null, or may not, unlike before."""
    for change in subject.kept:
        if change.old is None or change.new is None or change.kind == "relationship":
            continue
        before, after = change.old.is_nullable, change.new.is_nullable
        if before == after or (before is None and after is None):
            continue
        allows = after is True or (after is None and before is False)
        # what a resource page says of this is about responses, which have all properties
        side: classes.Side = "request" if change.side == "request" else "response"
        effect = classes.widened(side) if allows else classes.narrowed(side)
        message = f"{change.title} {'may now' if allows else 'can no longer'} be null"
        yield made(change, "changed", effect, message, texts=(_words(before), _words(after)))


def _words(nullable: bool | None) -> str:  # one of three
    return {True: "nullable", False: "not nullable", None: "not said"}[nullable]


CHECK = DiffCheck(RULE, check)

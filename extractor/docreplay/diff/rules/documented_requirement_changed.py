"""A member of requests became required, or optional.

## What it means
A row says that a parameter, header or property is required, and did not before; or the reverse.

## Why it matters
Requests of existing clients do not have what becomes required.

## What it leaves alone
A member that is new, which its own rule reports; properties that only responses have.

## Example
    | displayName | String | The name. Required. |

## Fix
Keep what clients depend on, or announce the change before it takes effect.
"""

from collections.abc import Iterator

from docreplay.diff import classes
from docreplay.diff.check import DiffCheck, DiffSubject
from docreplay.diff.member_rules import made, together
from docreplay.model.api.api_change import ApiChange
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG481", name="documented-requirement-changed", severity=Severity.ERROR)


def check(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the changes; many alike on one page become one."""
    yield from together(_changes(subject))


def _changes(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the members that became required or optional."""
    for change in subject.kept:
        if change.old is None or change.new is None:
            continue
        if change.old.is_required == change.new.is_required:
            continue
        # what a resource page says of this is about requests that create or replace one
        side: classes.Side = "response" if change.side == "response" else "request"
        if change.new.is_required:
            effect, word = classes.narrowed(side), "required"
        else:
            effect, word = classes.widened(side), "optional"
        texts = _words(required=change.old.is_required), _words(required=change.new.is_required)
        yield made(change, "changed", effect, f"{change.title} became {word}", texts=texts)


def _words(*, required: bool) -> str:
    return "required" if required else "optional"


CHECK = DiffCheck(RULE, check)

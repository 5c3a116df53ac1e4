"""A property became read-only, write-only, or writable.

## What it means
A row says `Read-only` or `Write-only`, and did not before; or the reverse.

## Why it matters
Clients that set a property that became read-only are rejected, or have no effect.

## What it leaves alone
Properties that are new.

## Example
    | mail | String | The address. Read-only. |

## Fix
Keep what clients depend on, or announce the change before it takes effect.
"""

from collections.abc import Iterator

from docreplay.diff import classes
from docreplay.diff.check import DiffCheck, DiffSubject
from docreplay.diff.member_rules import made, together
from docreplay.model.api.api_change import ApiChange
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG483", name="documented-access-changed", severity=Severity.ERROR)


def check(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the changes; many alike on one page become one."""
    yield from together(_changes(subject))


def _changes(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the members of which only one side may send or read, unlike before."""
    for change in subject.kept:
        if change.old is None or change.new is None or change.old.access == change.new.access:
            continue
        texts = (change.old.access or "read and write", change.new.access or "read and write")
        message = f"{change.title} changed from {texts[0]} to {texts[1]}"
        effect = classes.access_changed(change.new.access)
        yield made(change, "changed", effect, message, texts=texts)


CHECK = DiffCheck(RULE, check)

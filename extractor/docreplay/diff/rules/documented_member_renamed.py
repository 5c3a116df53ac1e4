"""A member has a new name.

## What it means
A name is gone and a name is new, and the rows are otherwise alike.

## Why it matters
Clients read or send the old name.

## What it leaves alone
A name that differs by letter case only, in a header or a parameter, which ignore it.

## Example
    | userPurpose | String | The purpose of the mailbox. |   (was purpose)

## Fix
Keep what clients depend on, or announce the change before it takes effect.
"""

from collections.abc import Iterator
from dataclasses import replace

from docreplay.diff import classes
from docreplay.diff.check import DiffCheck, DiffSubject
from docreplay.diff.member_rules import made
from docreplay.model.api.api_change import ApiChange
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG484", name="documented-member-renamed", severity=Severity.ERROR)


def check(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the members with a new name."""
    for change in subject.kept:
        if change.old is None or change.new is None or not change.is_renamed:
            continue
        texts = (change.old.name, change.new.name)
        if texts[0].lower() == texts[1].lower() and change.kind in ("request header", "parameter"):
            continue
        message = f"{change.kind} `{texts[0]}` of `{change.owner.name}` is now named `{texts[1]}`"
        effect = classes.replaced(change.side)
        found = made(change, "renamed", effect, message, texts=texts)
        yield replace(found, names=texts)


CHECK = DiffCheck(RULE, check)

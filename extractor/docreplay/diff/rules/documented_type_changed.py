"""The type of a member is a different one.

## What it means
A table, or the JSON of a page without a table, gives a property, parameter or header a different
type.

## Why it matters
Where the new type has values that the old one lacks, clients fail on responses. Where it lacks
values of the old one, the service rejects requests. It is unclear if one of the types is not
described by any page.

## What it leaves alone
Spellings of one type: `Int` and `Int32`, `Collection(x)` and `x collection`, links, namespaces,
notes in parentheses.

## Example
    | size | Int32 |   (was Int64)

## Fix
Keep what clients depend on, or announce the change before it takes effect.
"""

from collections.abc import Iterator

from docreplay.diff import classes
from docreplay.diff.check import DiffCheck, DiffSubject
from docreplay.diff.member_rules import made
from docreplay.diff.types import Relation, relation
from docreplay.model.api.api_change import ApiChange
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG480", name="documented-type-changed", severity=Severity.ERROR)


def check(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the members whose type is wider, narrower or different."""
    apis = (subject.pair.old, subject.pair.new)
    for change in subject.kept:
        if change.old is None or change.new is None:
            continue
        found = relation(change.old, change.new, apis, change.owner.version)
        if found != "same":
            texts = (change.old.type, change.new.type)
            message = f"type of {change.title} changed from `{texts[0]}` to `{texts[1]}`"
            yield made(change, "changed", _effect(found, change.side), message, texts=texts)


def _effect(found: Relation, side: classes.Side) -> classes.Effect:
    match found:
        case "wider":
            return classes.widened(side)
        case "narrower":
            return classes.narrowed(side)
        case "other":
            return classes.replaced(side)
        case _:
            return classes.Effect("unknown", "one of the types is not described")


CHECK = DiffCheck(RULE, check)

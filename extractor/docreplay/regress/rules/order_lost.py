"""The order of a collection is not the requested one.

## What it means
The request has `$orderby`, the elements were in that order, and are not now. The reverse is
reported as non-breaking.

## Why it matters
Clients that rely on the order show the elements wrongly, or skip some when they page.

## What it leaves alone
Collections without `$orderby`, whose order is not defined, and such with equal values only.

## Example
    GET /users?$orderby=displayName      now: Mia, Ann, Tom

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, ChangeVerdict, harmless
from docreplay.regress.check import Mirror, RequestCheck
from docreplay.regress.subject import RequestChange

RULE = Rule(code="REG433", name="order-lost", severity=Severity.ERROR)


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change if collections are no longer, or only now, in the requested order."""
    for pair in subject.pairs():
        old, new = pair.old.fact("order"), pair.new.fact("order")
        if set(old) == {"kept"} and "lost" in new:
            yield Change(
                rule=RULE,
                kind="order-lost",
                what="the elements are not in the order that the request asks for",
                verdict=ChangeVerdict(change_class="breaking", page="old"),
                consequence="clients that rely on the order show or merge them wrongly",
                old="in order",
                new="not in order",
                aspect="request",
                status=pair.status,
            )
        elif set(new) == {"kept"} and "lost" in old:
            yield Change(
                rule=RULE,
                kind="order-gained",
                what="the elements are in the order that the request asks for",
                verdict=harmless(False, True),
                old="not in order",
                new="in order",
                aspect="request",
                status=pair.status,
            )


MIRROR = Mirror(kind="order-gained", change_class="non-breaking")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=50)

"""Responses can no longer be read as JSON.

## What it means
The responses of a status were JSON when the snapshot was recorded. Now they have a body that is not
JSON, although the media type still says so: it is cut, or not JSON at all. The reverse is reported
as non-breaking.

## Why it matters
Clients cannot parse the response.

## What it leaves alone
A response without a body (REG408), and one whose media type changed (REG406).

## Example
    { "id": "1", "na        (then: the whole object)

## Fix
Correct the service.
"""

from collections.abc import Iterator

from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, ChangeVerdict, agreement, harmless
from docreplay.regress.check import Mirror, RequestCheck
from docreplay.regress.subject import RequestChange

RULE = Rule(code="REG443", name="response-no-longer-readable", severity=Severity.ERROR)


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change for each status whose responses became, or ceased to be, unreadable."""
    for pair in subject.pairs():
        old, new = pair.old.fact("body"), pair.new.fact("body")
        if pair.old_status != pair.status or pair.differs("media-type"):
            continue  # the status or the media type is the change
        if set(old) == {"json"} and "other" in new:
            yield Change(
                rule=RULE,
                kind="response-no-longer-readable",
                what="the response is not JSON",
                verdict=ChangeVerdict(change_class="breaking", page=agreement(True, False)),
                consequence="clients cannot parse it",
                old="JSON",
                new="other content",
                steps=(),
                status=pair.status,
            )
        elif set(old) == {"other"} and set(new) == {"json"}:
            yield Change(
                rule=RULE,
                kind="response-readable",
                what="the response is JSON",
                verdict=harmless(None, None),
                old="other content",
                new="JSON",
                steps=(),
                status=pair.status,
            )


MIRROR = Mirror(kind="response-readable", change_class="non-breaking")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=50)

"""Responses have another media type.

## What it means
`Content-Type` names a different media type than when the snapshot was recorded. Parameters, such
as the charset, are another matter (REG407).

## Why it matters
Clients choose the parser by the media type.

## What it leaves alone
A response without a body (REG408).
Parameters of the media type.

## Example
    Content-Type: application/json      then
    Content-Type: application/xml       now

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, ChangeVerdict, agreement
from docreplay.regress.check import Mirror, RequestCheck
from docreplay.regress.subject import RequestChange
from docreplay.regress.words import counts

RULE = Rule(code="REG406", name="media-type-replaced", severity=Severity.ERROR)


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change for each status whose responses have another media type."""
    for pair in subject.pairs():
        old, new = pair.old.fact("media-type"), pair.new.fact("media-type")
        is_lost = "empty" not in pair.new.fact("body") and not new
        if not old or old.keys() & new.keys() or not (new or is_lost):
            continue
        documented = pair.claims.media_type if pair.claims.status == pair.status else ""
        allowed = (documented in old, documented in new) if documented else (None, None)
        yield Change(
            rule=RULE,
            kind="media-type-replaced",
            what=f"the media type is {', '.join(new) or 'missing'} instead of {', '.join(old)}",
            verdict=ChangeVerdict(change_class="breaking", page=agreement(*allowed)),
            consequence="clients that parse the old media type fail",
            old=counts(old),
            new=counts(new),
            aspect="header",
            header="content-type",
            status=pair.status,
        )


MIRROR = Mirror(kind="media-type-replaced", change_class="breaking")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=50)

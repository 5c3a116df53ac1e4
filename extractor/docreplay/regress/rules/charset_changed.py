"""Responses have another charset.

## What it means
The parameter `charset` of `Content-Type` differs. Bodies are decoded before they are compared.

## Why it matters
Clients that ignore the parameter read other letters; all others do not notice.

## What it leaves alone
A charset that is added or omitted: that of JSON is always UTF-8 (RFC 8259 §8.1).

## Example
    Content-Type: text/csv; charset=utf-8             then
    Content-Type: text/csv; charset=windows-1252      now

## Fix
Prefer UTF-8.
"""

from collections.abc import Iterator

from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, harmless
from docreplay.regress.check import Mirror, RequestCheck
from docreplay.regress.subject import RequestChange
from docreplay.regress.words import counts

RULE = Rule(code="REG407", name="charset-changed", severity=Severity.NOTE)


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change for each status whose responses have another charset."""
    for pair in subject.pairs():
        if differing := pair.differs("charset"):
            old, new = differing
            yield Change(
                rule=RULE,
                kind="charset-changed",
                what=f"the charset is {', '.join(new)} instead of {', '.join(old)}",
                verdict=harmless(),
                old=counts(old),
                new=counts(new),
                aspect="header",
                header="content-type charset",
                status=pair.status,
            )


MIRROR = Mirror(kind="charset-changed", change_class="non-breaking")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=50)

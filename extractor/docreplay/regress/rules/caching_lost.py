"""Responses can no longer be cached, or asked for by their version.

## What it means
`ETag`, `Last-Modified`, `Expires` or `Cache-Control` was in all responses and is in none, or
`no-store` was added. The reverse is reported as non-breaking.

## Why it matters
Clients that send `If-Match` cannot update safely; others fetch everything again.

## What it leaves alone
Values of these headers.

## Example
    ETag: "a1b2"      then

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.finding import Rule, Severity
from docreplay.model.http.header_groups import CACHING
from docreplay.regress.change import Change, ChangeVerdict, harmless
from docreplay.regress.check import Mirror, RequestCheck
from docreplay.regress.subject import RequestChange, ResponsePair
from docreplay.regress.words import listed

RULE = Rule(code="REG410", name="caching-lost", severity=Severity.ERROR)


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change if responses can no longer be cached or asked for by their version."""
    for pair in subject.pairs():
        if lost := _lost(pair):
            documented = pair.claims.headers & {*lost}
            yield Change(
                rule=RULE,
                kind="caching-lost",
                what=f"the responses do not have {listed(lost)}",
                verdict=ChangeVerdict(change_class="breaking", page="old" if documented else ""),
                consequence="clients that keep responses, or send `If-Match`, fail or get slower",
                old=", ".join(lost),
                new="absent",
                aspect="header",
                header="caching",
                status=pair.status,
            )
        elif gained := [name for name in pair.gained("header") if name in CACHING]:
            yield Change(
                rule=RULE,
                kind="caching-gained",
                what=f"the responses have {listed(gained)}",
                verdict=harmless(None, bool(pair.claims.headers & {*gained}) or None),
                old="absent",
                new=", ".join(gained),
                aspect="header",
                header="caching",
                status=pair.status,
            )


def _lost(pair: ResponsePair) -> list[str]:
    """Return the lost headers; `no-store` takes all of them away (RFC 9111 §5.2.2.5)."""
    lost = [name for name in pair.lost("header") if name in CACHING]
    old, new = pair.old.fact("caching"), pair.new.fact("caching")
    is_stored = bool(old) and "no-store" not in old
    return lost or (["cache-control"] if is_stored and "no-store" in new else [])


MIRROR = Mirror(kind="caching-gained", change_class="non-breaking")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=45)

"""Responses do not have a header that they had.

## What it means
All responses had the header when the snapshot was recorded, and none has it now. It is breaking if
the page documents the header, if it is a part of the protocol (`Location`, `Retry-After`, `Allow`),
or if it was seen so often that its absence is not chance. The same is true of a method that `Allow`
no longer names, and of a cookie that is no longer set. The reverse is reported as non-breaking.

## Why it matters
Clients that read the header fail.

## What it leaves alone
Headers that differ in every response, or say nothing about the API: dates, request ids, traces,
the transport. Caching (REG410), limits (REG411) and a Link to the next page (REG431) have rules of
their own.

## Example
    Location: /jobs/42      then, in a response with 202

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.body.evidence import excludes
from docreplay.model.finding import Rule, Severity
from docreplay.model.http.header_groups import CACHING, is_rate_limit
from docreplay.regress.change import Change, harmless, judge
from docreplay.regress.check import Mirror, RequestCheck
from docreplay.regress.subject import RequestChange, ResponsePair

RULE = Rule(code="REG409", name="header-gone", severity=Severity.ERROR)
_PROTOCOL = frozenset(
    {"location", "operation-location", "retry-after", "content-location", "allow"}
)
"""Headers that are a part of the protocol of an operation: one response shows that."""


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change for each header that no response still has, or that all have now."""
    for pair in subject.pairs():
        for name in filter(_is_own, pair.lost("header")):
            what = f"the responses do not have the header `{name}`"
            yield _gone(pair, name, what, pair.old.fact("header")[name])
        yield from _lost_names(pair)
        for name in filter(_is_own, pair.gained("header")):
            if name == "link" and pair.next_links[1] and pair.root is not None:
                continue  # a collection has pages now, which is a change of its own
            yield Change(
                rule=RULE,
                kind="response-header-added",
                what=f"the responses have the header `{name}`",
                verdict=harmless(None, name in pair.claims.headers or None),
                old="absent",
                new=f"in {pair.new.fact('header')[name]} of {pair.new.answers}",
                aspect="header",
                header=name,
                status=pair.status,
            )


def _lost_names(pair: ResponsePair) -> Iterator[Change]:
    """Yield a change for the methods or cookies that a header, which is still there, lacks now."""
    for fact, header in (("allow", "allow"), ("cookie", "set-cookie")):
        if header in pair.new.fact("header") and (names := pair.lost(fact)):
            listed = ", ".join(f"`{name}`" for name in names)
            what = f"the header `{header}` does not name {listed}"
            yield _gone(pair, header, what, pair.old.answers)


def _is_own(name: str) -> bool:
    """Return True for a header that no other rule is about."""
    return name not in CACHING and not is_rate_limit(name)


def _gone(pair: ResponsePair, name: str, what: str, number: int) -> Change:
    is_documented = name in pair.claims.headers
    is_settled = name in _PROTOCOL or excludes(pair.old.answers, pair.new.answers, pair.new.answers)
    allowed = (True, False) if is_documented else (None, None)
    verdict = judge(*allowed, is_settled=is_settled, number=pair.old.answers)
    assert verdict  # noqa: S101  # the page never allows the new state
    return Change(
        rule=RULE,
        kind="header-gone",
        what=what,
        verdict=verdict,
        consequence="clients that rely on it fail",
        old=f"in {number} of {pair.old.answers}",
        new="absent",
        aspect="header",
        header=name,
        status=pair.status,
    )


MIRROR = Mirror(kind="response-header-added", change_class="non-breaking")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=50)

"""Responses take another order of magnitude of time.

## What it means
Times are recorded as classes only: below 0.1 s, 1 s, 10 s, and above. The rule is off by default,
and needs a snapshot that was recorded with `--latency`.

## Why it matters
Clients with a short time limit may fail.

## What it leaves alone
Times within a class.

## Example
    then: below 0.1 s, now: below 10 s

## Fix
Measure the service with a tool for that.
"""

from collections.abc import Iterator

from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, ChangeVerdict
from docreplay.regress.check import Mirror, RequestCheck
from docreplay.regress.subject import RequestChange
from docreplay.regress.words import counts

RULE = Rule(code="REG413", name="latency-changed", severity=Severity.NOTE, is_policy=True)


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change if all responses take another order of magnitude of time."""
    for pair in subject.pairs():
        if differing := pair.differs("latency"):
            old, new = differing
            yield Change(
                rule=RULE,
                kind="latency-changed",
                what=f"the response takes {', '.join(new)} instead of {', '.join(old)}",
                verdict=ChangeVerdict(
                    change_class="unknown", reason="it depends on the time limits of clients"
                ),
                consequence="clients with a short time limit may fail",
                old=counts(old),
                new=counts(new),
                aspect="status",
                header="latency",
                status=pair.status,
            )


MIRROR = Mirror(kind="latency-changed", change_class="unknown")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=50)

"""A request is redirected that was answered.

## What it means
The response has a status of 3xx now. Redirects are never followed, so that credentials do not
leave the service. The reverse is reported as non-breaking.

## Why it matters
Many clients do not follow redirects of other methods than GET, or drop the credentials.

## What it leaves alone
A request that was redirected before.

## Example
    GET /photo      then: 200, now: 302

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change
from docreplay.regress.check import Mirror, RequestCheck
from docreplay.regress.statuses import status_changes
from docreplay.regress.subject import RequestChange

RULE = Rule(code="REG405", name="redirect-appeared", severity=Severity.ERROR)


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change if the request is redirected, or no longer is."""
    for item in status_changes(subject):
        if item.old < 300 <= item.new < 400:
            what = f"it is redirected ({item.new})"
            consequence = "clients that do not follow redirects, or must not, fail"
            yield item.change(
                RULE, "redirect-appeared", what, item.breaking, consequence=consequence
            )
        elif item.new < 300 <= item.old < 400:
            what = f"it is answered ({item.new}) and no longer redirected"
            yield item.change(RULE, "redirect-gone", what, item.harmless)


MIRROR = Mirror(kind="redirect-gone", change_class="non-breaking")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=10)

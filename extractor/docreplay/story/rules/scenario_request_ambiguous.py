"""A request of a scenario is given in two ways.

## What it means
Several of `canned-request`, `http-request` and `method` are given, or two canned requests have the
same name. API Doctor takes the first in this order, or the first canned request.

## Why it matters
The other one is never sent.

## Example
    { "method": "get-photo", "canned-request": "create-photo" }

## Fix
Keep one of them.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="RUN527", name="scenario-request-ambiguous", severity=Severity.WARNING)

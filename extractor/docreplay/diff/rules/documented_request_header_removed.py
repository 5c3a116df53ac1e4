"""A request header of an operation is no longer documented.

## What it means
The table of request headers lacks a name that it had.

## Why it matters
Requests of existing clients send it, and may depend on its effect.

## What it leaves alone
`Authorization`, `Content-Type`, `Content-Length` and `Accept`, which pages mention or leave out for
other reasons.

## Example
    | If-Match | etag | (no longer below "Request headers")

## Fix
If it still exists, document it again. If not, announce its end, or keep it in a version of its own.
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.member_rules import removals
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG455", name="documented-request-header-removed", severity=Severity.ERROR)
CHECK = DiffCheck(RULE, removals("request header"))

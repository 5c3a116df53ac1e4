"""A property of a request body is no longer documented.

## What it means
The table of the request body lacks a name that it had.

## Why it matters
Requests of existing clients send it: the service may reject them, or ignore what they set.

## What it leaves alone
A row that was moved to another table of the page, and a table that was replaced by an example that
shows the property.

## Example
    | displayName | String | (no longer below "Request body")

## Fix
If it still exists, document it again. If not, announce its end, or keep it in a version of its own.
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.member_rules import removals
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG457", name="documented-request-property-removed", severity=Severity.ERROR)
CHECK = DiffCheck(RULE, removals("request property"))

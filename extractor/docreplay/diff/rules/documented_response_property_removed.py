"""A property of a response body is no longer documented.

## What it means
The table of the response lacks a name that it had.

## Why it matters
Clients read it.

## What it leaves alone
A table that was replaced by an example that shows the property.

## Example
    | status | String | (no longer below "Response")

## Fix
If it still exists, document it again. If not, announce its end, or keep it in a version of its own.
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.member_rules import removals
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG459", name="documented-response-property-removed", severity=Severity.ERROR)
CHECK = DiffCheck(RULE, removals("response property"))

"""A response header of an operation is no longer documented.

## What it means
The table of response headers lacks a name that it had.

## Why it matters
Clients read it, such as `Location`, `ETag` or `Retry-After`.

## What it leaves alone
A table that was replaced by an example that shows the header.

## Example
    | Retry-After | (no longer below "Response headers")

## Fix
If it still exists, document it again. If not, announce its end, or keep it in a version of its own.
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.member_rules import removals
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG461", name="documented-response-header-removed", severity=Severity.ERROR)
CHECK = DiffCheck(RULE, removals("response header"))

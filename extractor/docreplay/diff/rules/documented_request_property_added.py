"""A property of a request body is new.

## What it means
The table of the request body has a name that it did not have.

## Why it matters
A required one breaks clients, whose requests do not have it. An optional one is worth announcing.

## What it leaves alone
A row that was moved from another table of the page, and a new table of what an example showed
before.

## Example
    | reason | String | Required. |

## Fix
Nothing is wrong; the release notes have it (`--changelog markdown`).
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.member_rules import additions
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG458", name="documented-request-property-added", severity=Severity.NOTE)
CHECK = DiffCheck(RULE, additions("request property"))

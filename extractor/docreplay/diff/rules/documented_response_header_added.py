"""A response header of an operation is new.

## What it means
The table of response headers has a name that it did not have.

## Why it matters
Clients ignore what they do not know; some may want to read it.

## What it leaves alone
A new table of what an example showed before.

## Example
    | Retry-After | Seconds to wait. |

## Fix
Nothing is wrong; the release notes have it (`--changelog markdown`).
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.member_rules import additions
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG462", name="documented-response-header-added", severity=Severity.NOTE)
CHECK = DiffCheck(RULE, additions("response header"))

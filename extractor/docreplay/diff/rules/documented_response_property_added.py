"""A property of a response body is new.

## What it means
The table of the response has a name that it did not have.

## Why it matters
Clients ignore what they do not know; some may want to read it.

## What it leaves alone
A new table of what an example showed before.

## Example
    | status | String | The state. |

## Fix
Nothing is wrong; the release notes have it (`--changelog markdown`).
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.member_rules import additions
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG460", name="documented-response-property-added", severity=Severity.NOTE)
CHECK = DiffCheck(RULE, additions("response property"))

"""A captured value is never used.

## What it means
No later request of the scenario uses the value, or it is captured again before it is used.

## Why it matters
It may have been meant for a parameter that has a literal value now. If the response lacks the
value, the scenario fails for no reason.

## Example
    "capture": { "[perm-id]": "$.id" }

## Fix
Use the value, or remove the capture.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="RUN529", name="scenario-capture-unused", severity=Severity.NOTE)

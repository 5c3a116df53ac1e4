"""A member of a scenario file has no effect where it is.

## What it means
The name of the member is unknown, or it has a meaning in other objects only: `expectations` and
`status-codes-to-retry` belong to a scenario, `capture` to a request of `test-setup` or a canned
request, and `implicit-variable` is never used.

## Why it matters
API Doctor ignores the member without a message: a value is not captured, or a response not checked.

## Example
    "requst-parameters": { "{id}": "1" }

## Fix
Correct the name, or move the member to the object that has it.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="RUN522", name="scenario-key-unknown", severity=Severity.WARNING)

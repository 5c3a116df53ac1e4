"""A value in a scenario file has the wrong type or form.

## What it means
A member of a scenario, of a request or of an account has a value of a type that it cannot have, a
path that cannot be read, or a body that is not base64.

## Why it matters
The member is ignored, so that the request is not the one that was meant.

## Example
    "allowed-status-codes": "204"

## Fix
Write a value of the expected type.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="RUN523", name="scenario-value-invalid")

"""A member of an accounts file has no effect.

## What it means
The name of the member is unknown to API Doctor. `oauthMode` is what its documentation says, but it
reads `oauthType`; so a documented password account is never used as one. `transformations` is a
note: docreplay does not rename properties.

## Why it matters
The account signs in differently than the file says, or not at all.

## Example
    "oauthMode": "UserPassword"

## Fix
Correct the name.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="RUN532", name="scenario-account-ignored", severity=Severity.WARNING)

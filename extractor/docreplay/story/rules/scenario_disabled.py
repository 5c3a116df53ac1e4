"""A scenario never runs.

## What it means
`enabled` is missing: API Doctor then takes it as false. It is a note if `enabled` is false for all
scenarios of a request: the request is then not tested at all.

## Why it matters
The scenario looks like a test, and API Doctor never says that it is skipped.

## Example
    { "name": "Get a photo", "method": "get-photo" }

## Fix
Set `enabled` to true, or remove the scenario.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="RUN531", name="scenario-disabled", severity=Severity.WARNING)

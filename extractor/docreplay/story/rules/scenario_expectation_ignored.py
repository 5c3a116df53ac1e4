"""An expectation of a scenario checks nothing.

## What it means
The key is neither a path (`$.id`), nor a header (`Location:`), nor `!body`; the expected value is
null, which every response meets; or it contains objects or arrays, which cannot be compared.

## Why it matters
The scenario passes whatever the service responds.

## Example
    "expectations": { "driveType": "personal" }

## Fix
Write the key as a path, as a header with a colon, or as `!body`, and expect a value.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="RUN530", name="scenario-expectation-ignored", severity=Severity.WARNING)

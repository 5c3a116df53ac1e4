"""The service announces that a documented operation will be removed.

## What it means
The response has a `Sunset` header (RFC 8594 §3).

## Why it matters
The page documents what will stop working, without a word about it.

## Example
    Sunset: Sat, 31 Dec 2033 23:59:59 GMT

## Fix
Document the date, or the operation that replaces this one.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="SMP201", name="operation-deprecated", severity=Severity.WARNING)

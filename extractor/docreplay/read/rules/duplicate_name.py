"""Two requests of a page have the same name.

## What it means
A name should tell one request of a page from the others. Both are tested; the second has a number
in its id.

## Why it matters
A response that names the request can only mean one of them, and ids change when one is removed.

## Example
    "name": "get_photo" (twice)

## Fix
Give each request a name of its own.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC122", name="duplicate-name", severity=Severity.WARNING)

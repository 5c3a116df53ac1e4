"""Two requests of a page have the same name.

## What it means
A name must identify one request of a page. Both requests are tested; the id of the second one gets
a number.

## Why it matters
A response that refers to the name is paired with only one of them, and ids change when a request is
removed.

## Example
    "name": "get_photo" (twice)

## Fix
Give each request a unique name.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC122", name="duplicate-name", severity=Severity.WARNING)

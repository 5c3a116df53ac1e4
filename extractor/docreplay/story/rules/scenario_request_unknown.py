"""A scenario names a request that does not exist.

## What it means
No page documents a request of that name, no canned request has it, the canned request leads back to
itself, the text of `http-request` is not a request, or none of the three is given.

## Why it matters
The scenario cannot be run.

## Example
    "method": "get-phto"

## Fix
Correct the name: that of a request is the `name` of its annotation, that of a canned request its
`name`.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="RUN526", name="scenario-request-unknown")

"""A request or response has a different media type.

## What it means
The examples of a page have a different `Content-Type`.

## Why it matters
Clients cannot parse the response, or the service rejects the request.

## What it leaves alone
Parameters such as `charset`, letter case, and examples without the header.

## Example
    Content-Type: text/csv   (was application/json)

## Fix
Keep what clients depend on, or announce the change before it takes effect.
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.responses import media_types
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG465", name="documented-media-type-changed", severity=Severity.ERROR)
CHECK = DiffCheck(RULE, media_types)

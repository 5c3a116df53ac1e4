"""Pages cannot be sent in an order that leaves each what it needs.

## What it means
Each of these pages deletes, or creates anew, what the next one of them uses, and the last one what
the first one uses. So no order is right for all of them, and they are sent in the given order.

## Why it matters
A case may fail because a different page has removed what it reads, although the service does what
both pages document.

## Example
    <!-- photo.md: GET /albums/1, then DELETE /photos/1 -->
    <!-- album.md: GET /photos/1, then DELETE /albums/1 -->

## Fix
Let each page use objects of its own: give its cases their own `parameters`, take the values from
what the page creates (`captures = "infer"`), or name the pages on the command line in an order that
works.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="RUN540", name="order-cyclic", severity=Severity.WARNING)

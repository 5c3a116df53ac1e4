"""A service accepted a request, and the operation did not end in time.

## What it means
The monitor of the operation was asked until `poll-timeout` or `max-polls` was reached, or its
`Retry-After` is longer than the time that is left.

## Why it matters
A client that waits for the result waits for ever, or longer than it is willing to.

## Example
    {"status": "inProgress", "percentageComplete": 20}       (two minutes later, too)

## Fix
Correct the service, or set `poll-timeout` to the time that the operation may take.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON241", name="operation-unfinished")

"""A monitor does not say how the accepted operation ends.

## What it means
The URL that a response with 202 names for the progress of the operation responds with an error,
does not respond, redirects without end, or has no state in its body; or it reports success, and
what it names as the result does not exist.

## Why it matters
A client cannot know whether what it asked for was done.

## Example
    HTTP/1.1 202 Accepted
    Location: https://api.example.com/operations/7       (which responds with 404)

## Fix
Correct the service.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON242", name="monitor-broken")

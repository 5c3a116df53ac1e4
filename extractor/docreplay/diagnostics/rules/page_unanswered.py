"""A further page of a list got no response.

## What it means
The pages of the list are read to the end (`follow-pages`), and the request for one of them was not
answered, not completely, or not in time.

## Why it matters
The list cannot be read to its end, and its last pages were not compared.

## Example
    page 3 cannot be read: no complete response within 30 s

## Fix
Correct the service, or set a longer `timeout`.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON245", name="page-unanswered")

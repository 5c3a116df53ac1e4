"""The request asks for the number of elements, and the response does not have it.

## What it means
The URL has `$count=true`, which demands `@odata.count` in the response (OData Protocol 4.01
§11.2.6.5). A warning where the page does not show it either.

## Why it matters
A client that shows the number, or counts its pages by it, fails.

## Example
    GET /users?$count=true       (the service sends {"value": [...]})

## Fix
Correct the service, or remove `$count=true` from the request.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON233", name="count-missing")

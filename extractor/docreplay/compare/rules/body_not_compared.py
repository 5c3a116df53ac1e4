"""A documented body is not compared with the response.

## What it means
The documented body cannot be read as JSON although it is declared as JSON, or the response has
nothing that the page documents: an empty array where elements are shown, an empty map, an empty
object. The case counts as *nothing compared*, not as passed. A note is about an empty array or map
inside of a body whose other parts were compared.

## Why it matters
The test would be green whatever the service does.

## Example
    { "value": [{ "id": "1" }] }        (the service sends {"value": []})

## Fix
Correct the documented body, or test a resource that has elements.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="CON231", name="body-not-compared", severity=Severity.WARNING)

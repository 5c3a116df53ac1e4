"""A property that the example shows is unknown to the page of the resource.

## What it means
The answer has the property as the example shows it, but neither the JSON representation nor the
tables nor the annotation on the page of the resource have it, nor those of its base types. A page
that describes no property at all says nothing.

## Why it matters
Who reads about the property in the example finds nothing about it where properties are described.

## Example
    "colour": "auto"        (in the example; the page of the resource knows no colour)

## Fix
Describe the property on the page of the resource; or let the annotation there name the `baseType`
that has it, or say `"openType": true`.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="CON226", name="resource-property-unknown", severity=Severity.WARNING)

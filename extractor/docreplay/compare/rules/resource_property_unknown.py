"""A property of the example is not on the page of its resource.

## What it means
Response and example contain the property, but the JSON representation, the tables and the
annotation on the page of the resource do not, nor do those of its base types. A page that
describes no properties is not considered.

## Why it matters
Readers who find the property in the example do not find its description.

## Example
    "colour": "auto"        (in the example; not on the page of the resource)

## Fix
Describe the property on the page of the resource, or add the `baseType` that has it, or
`"openType": true`, to the annotation there.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="CON226", name="resource-property-unknown", severity=Severity.WARNING)

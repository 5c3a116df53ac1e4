"""A documented property is missing.

## What it means
The example contains the property, and the response does not. Each element of an array must have
the properties that all documented elements have. Control information (`@odata.…`) may be missing.
A property of the example is required even if the annotation contains `truncated`.

## Why it matters
A client that reads the property fails.

## Example
    "width": 99

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON208", name="property-missing")

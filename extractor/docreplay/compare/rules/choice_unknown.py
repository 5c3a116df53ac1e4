"""A string is not one of the documented values.

## What it means
The resource page lists the members of the enumeration, and the response contains a different value.

## Why it matters
A client with a closed list of values fails.

## Example
    "size": "small | large"

## Fix
Document the value, or have the service corrected.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON224", name="choice-unknown")

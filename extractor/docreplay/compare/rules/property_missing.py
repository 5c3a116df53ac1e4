"""A documented property is missing.

## What it means
The example shows the member, and the answer lacks it. In arrays every element counts: what all
documented elements show must be in each. Control information (`@odata.…`) may be left out.
`truncated` never excuses a member that the page shows.

## Why it matters
A client that reads the member fails.

## Example
    "width": 99

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON208", name="property-missing")

"""An XML response is not well-formed.

## What it means
The documented media type is an XML type, and the response cannot be parsed, or declares entities of
its own.

## Why it matters
No client can read it.

## Example
    <photo height='99'>

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON219", name="xml-malformed")

"""The body of the answer cannot be read as what the page shows.

## What it means
The page shows JSON, and the answer is cut off, is something else, is nested too deeply, or is not
in its charset.

## Why it matters
No client can read it.

## Example
    { "height": 99        (the service sends half of it)

## Fix
Look at the service; if it is right, correct the documented media type.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON207", name="answer-unreadable")

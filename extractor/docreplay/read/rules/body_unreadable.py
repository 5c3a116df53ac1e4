"""A body that starts like JSON has no reading.

## What it means
A bracket, a quotation mark or a value is missing, or the text between the braces is no JSON at
all.

## Why it matters
The answer of the service cannot be compared with it; only its presence is.

## Example
    { "height": 99, "width": }

## Fix
Mend the JSON at the place that the finding names, or give the message its true Content-Type.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC118", name="body-unreadable")

"""A body that starts like JSON cannot be parsed.

## What it means
A bracket, a quotation mark or a value is missing, or the text between the braces is not JSON at
all.

## Why it matters
The service's response is not compared with the body; only the presence of a body is checked.

## Example
    { "height": 99, "width": }

## Fix
Correct the JSON at the reported position, or declare the actual Content-Type of the message.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC118", name="body-unreadable")

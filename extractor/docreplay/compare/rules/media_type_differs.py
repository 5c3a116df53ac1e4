"""The media type of the response differs from the documented one.

## What it means
Type and subtype are compared; case and parameters such as charset are ignored. A response without
content needs no media type.

## Why it matters
Clients select a parser by the media type.

## Example
    Content-Type: application/json        (the service sends text/html)

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON202", name="media-type-differs")

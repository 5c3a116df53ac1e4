"""The answer has another media type than the page says.

## What it means
Type and subtype are compared; case and parameters such as charset do not count. An answer without
content needs no media type.

## Why it matters
A client chooses by the media type how to read the body.

## Example
    Content-Type: application/json        (the service sends text/html)

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON202", name="media-type-differs")

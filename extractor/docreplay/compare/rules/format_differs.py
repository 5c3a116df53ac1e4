"""A string does not have the documented format.

## What it means
All examples of the property are dates, times, durations, GUIDs, URLs or e-mail addresses, and the
value in the response is not. It is a warning if a single example is the only evidence for a GUID,
URL or address.

## Why it matters
A client that parses the string fails.

## Example
    "createdDateTime": "2021-08-01T00:00:00Z"        (the service sends "yesterday")

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON223", name="format-differs")

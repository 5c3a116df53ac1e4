"""A text response differs from the documented one.

## What it means
The page documents a bare number, such as the response to a `$count`, and the response is not a
number; it documents XML, and the response has a different root element; or it documents a form, and
the response lacks one of its fields.

## Why it matters
Clients cannot parse the response.

## Example
    893

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON218", name="text-differs")

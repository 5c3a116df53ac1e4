"""A documented header has another value.

## What it means
The value of headers that tell a choice of the service, such as Content-Language or
Preference-Applied, must hold what is documented; order and case do not count.

## Why it matters
The service did not do what the page says it does.

## Example
    Preference-Applied: return=minimal

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON204", name="header-differs")

"""A documented header has a different value.

## What it means
Headers that report a choice of the service, such as Content-Language or Preference-Applied, must
contain the documented values; order and case are ignored.

## Why it matters
The service did not do what the page documents.

## Example
    Preference-Applied: return=minimal

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON204", name="header-differs")

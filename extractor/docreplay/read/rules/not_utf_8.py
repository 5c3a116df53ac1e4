r"""A page is not valid UTF-8.

## What it means
Each invalid byte was read as U+FFFD, the replacement character; so was each NUL.

## Why it matters
The text is damaged for every reader; most often the file was saved in a different encoding.

## Example
    Stra\xdfe

## Fix
Save the page as UTF-8.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC129", name="not-utf-8", severity=Severity.WARNING)

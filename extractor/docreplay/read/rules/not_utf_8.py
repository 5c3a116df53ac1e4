r"""A page holds bytes that are no UTF-8 text.

## What it means
They were read as U+FFFD, the replacement character; NUL counts as one of them.

## Why it matters
The text is damaged for every reader, and most often by a wrong encoding.

## Example
    Stra\xdfe

## Fix
Save the page as UTF-8.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC129", name="not-utf-8", severity=Severity.WARNING)

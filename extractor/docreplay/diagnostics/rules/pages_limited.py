"""A list has more pages than were read.

## What it means
The pages of the list are read (`follow-pages`), and there is a link to the next one after
`max-pages` pages, after `max-response-bytes` bytes in all of them, or when the run stopped.

## Why it matters
The remaining pages were not compared.

## Example
    the list is not read beyond page 100: more than 100 pages (`max-pages`)

## Fix
Set a higher `max-pages`, or let the request ask for fewer elements.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="RUN561", name="pages-limited", severity=Severity.NOTE)

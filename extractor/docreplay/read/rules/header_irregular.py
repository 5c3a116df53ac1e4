"""A header is not written as HTTP requires.

## What it means
A header has a blank before its colon or in its name, a full-width or missing colon, or is continued
on the next line; it is below the blank line; or the body has no blank line before it. The message
was read as intended.

## Why it matters
Other tools take the header for a part of the body, or the body for a header.

## Example
    GET /me/photo

    Prefer: return=minimal

## Fix
Put headers directly below the first line, and one blank line before the body.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC114", name="header-irregular", severity=Severity.NOTE)

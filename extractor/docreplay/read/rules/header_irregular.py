"""The headers of a message are not written as HTTP writes them.

## What it means
A blank before the colon or inside of the name, a full-width colon or none, a header that goes on
in another line, a header after the blank line, or a body without a blank line before it. It was
read as it is meant.

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

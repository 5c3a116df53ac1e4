"""A table of permissions has a name that cannot be a scope.

## What it means
The name contains a blank, a character beyond ASCII, or a dot without a word on either side. The
name of a scope has none of these (RFC 6749 §3.3).

## Why it matters
Readers copy the name, and the authorization server rejects it.

## Example
    |Application|User. Read.All|Directory.Read.All|

## Fix
Write the name as the service does: `User.Read.All`.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC139", name="scope-malformed", severity=Severity.WARNING)

"""A request header of an operation is new.

## What it means
The table of request headers has a name that it did not have.

## Why it matters
A required one breaks clients, whose requests do not have it.

## What it leaves alone
`Authorization`, `Content-Type`, `Content-Length` and `Accept`, which pages mention or leave out for
other reasons.

## Example
    | If-Match | etag | Required. |

## Fix
Nothing is wrong; the release notes have it (`--changelog markdown`).
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.member_rules import additions
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG456", name="documented-request-header-added", severity=Severity.NOTE)
CHECK = DiffCheck(RULE, additions("request header"))

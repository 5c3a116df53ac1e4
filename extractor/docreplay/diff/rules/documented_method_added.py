"""A method of a resource type is new.

## What it means
The table of methods has a row that it did not have, and the row leads to the page of no operation.

## Why it matters
It is worth announcing; it breaks no client.

## What it leaves alone
Methods with a page of their own, whose operations are compared; a table that is new as a whole.

## Example
    | archive | None | Archive the photo. |

## Fix
Nothing is wrong; the release notes have it (`--changelog markdown`).
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.methods import added
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG475", name="documented-method-added", severity=Severity.NOTE)
CHECK = DiffCheck(RULE, added)

"""A permission no longer suffices for an operation.

## What it means
The table of permissions lacks one for a kind of caller.

## Why it matters
Clients that have only this permission are rejected.

## What it leaves alone
The order, the columns, and tables in included files; a table that is gone as a whole.

## Example
    | Application | Photo.ReadWrite.All |   (was Photo.Read.All, Photo.ReadWrite.All)

## Fix
Keep what clients depend on, or announce the change before it takes effect.
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.permissions import removed
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG466", name="documented-permission-removed", severity=Severity.ERROR)
CHECK = DiffCheck(RULE, removed)

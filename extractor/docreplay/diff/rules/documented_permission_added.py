"""A further permission suffices for an operation.

## What it means
The table of permissions has one more for a kind of caller.

## Why it matters
It is worth announcing: clients can ask for less.

## What it leaves alone
The order, the columns, and tables in included files; a table that is new as a whole.

## Example
    | Application | Photo.Read.All, Photo.ReadWrite.All |

## Fix
Nothing is wrong; the release notes have it (`--changelog markdown`).
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.permissions import added
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG467", name="documented-permission-added", severity=Severity.NOTE)
CHECK = DiffCheck(RULE, added)

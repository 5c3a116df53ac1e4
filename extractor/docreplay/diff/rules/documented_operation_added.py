"""An operation is new.

## What it means
No page of the old version has the method and the template of the path.

## Why it matters
It is worth announcing; it breaks no client.

## What it leaves alone
Names of placeholders, ids in examples, hosts, queries, letter case, the order of paths, and
operations that moved from another page.

## Example
    POST /photos/{id}/publish

## Fix
Nothing is wrong; the release notes have it (`--changelog markdown`).
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.operations import added
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG451", name="documented-operation-added", severity=Severity.NOTE)
CHECK = DiffCheck(RULE, added)

"""An operation is no longer documented.

## What it means
No page of the new version has the method and the template of the path.

## Why it matters
Clients that call it fail, if it is gone.

## What it leaves alone
Names of placeholders, ids in examples, hosts, queries, letter case, the order of paths, and
operations that moved to another page.

## Example
    DELETE /photos/{id}   (gone)

## Fix
If it still exists, document it again. If not, announce its end, or keep it in a version of its own.
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.operations import removed
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG450", name="documented-operation-removed", severity=Severity.ERROR)
CHECK = DiffCheck(RULE, removed)

"""An enumeration is no longer documented.

## What it means
No table of the new version lists the members of the enumeration.

## Why it matters
Clients send its members, or branch on them.

## What it leaves alone
A table that was moved to a different page.

## Example
    ### photoKind values   (gone)

## Fix
If it still exists, document it again. If not, announce its end, or keep it in a version of its own.
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.declarations import enumerations_removed
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG476", name="documented-enumeration-removed", severity=Severity.ERROR)
CHECK = DiffCheck(RULE, enumerations_removed)
